#!/usr/bin/env bash
# parse-address 1.1.2 (https://github.com/hassansin/parse-address)
# Guess:   the "1/2" of a house number is in the number or the street, or the line is not parsed.
# Seen:    "123 1/2 Oak St" and "123 Oak St" have the same parts: two houses become one. Nothing tells that a part is missing.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts parse-address@1.1.2 >/dev/null
cat >run.mjs <<'JS'
import address from 'parse-address';
for (const line of ['123 1/2 Oak St, Austin, TX 78701', '123 Oak St, Austin, TX 78701'])
  console.log(JSON.stringify(address.parseLocation(line)));
JS
seen=$(node run.mjs)
echo "$seen"
expected=$(cat <<'OUT'
{"number":"123","street":"Oak","type":"St","city":"Austin","state":"TX","zip":"78701"}
{"number":"123","street":"Oak","type":"St","city":"Austin","state":"TX","zip":"78701"}
OUT
)
[ "$seen" = "$expected" ] || { echo "changed: expected" >&2; echo "$expected" >&2; exit 1; }
