#!/usr/bin/env bash
# parse-address 1.1.2 (https://github.com/hassansin/parse-address)
# Guess:   123A is the house number, as "W204N11498" is one.
# Seen:    the number is 123 and the street "A Main": house 123A is on another street than house 123.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts parse-address@1.1.2 >/dev/null
cat >run.mjs <<'JS'
import address from 'parse-address';
for (const line of ['123A Main St, Austin, TX', 'W204N11498 Goldendale Rd, Germantown, WI'])
  console.log(JSON.stringify(address.parseLocation(line)));
JS
seen=$(node run.mjs)
echo "$seen"
expected=$(cat <<'OUT'
{"number":"123","street":"A Main","type":"St","city":"Austin","state":"TX"}
{"number":"W204N11498","street":"Goldendale","type":"Rd","city":"Germantown","state":"WI"}
OUT
)
[ "$seen" = "$expected" ] || { echo "changed: expected" >&2; echo "$expected" >&2; exit 1; }
