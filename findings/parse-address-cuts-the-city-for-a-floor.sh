#!/usr/bin/env bash
# parse-address 1.1.2 (https://github.com/hassansin/parse-address)
# Guess:   "2nd Floor" is a unit, and the city is Austin.
# Seen:    "Floor" needs a value behind it, so it takes the letters "Austi"; the city is "n", and the ordinal belongs to the street.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts parse-address@1.1.2 >/dev/null
cat >run.mjs <<'JS'
import address from 'parse-address';
console.log(JSON.stringify(address.parseLocation('123 Main St 2nd Floor, Austin, TX')));
JS
seen=$(node run.mjs)
echo "$seen"
expected=$(cat <<'OUT'
{"number":"123","street":"Main St 2nd","sec_unit_type":"Floor","sec_unit_num":"Austi","city":"n","state":"TX"}
OUT
)
[ "$seen" = "$expected" ] || { echo "changed: expected" >&2; echo "$expected" >&2; exit 1; }
