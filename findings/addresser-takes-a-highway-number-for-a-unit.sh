#!/usr/bin/env bash
# addresser 1.1.22 (https://github.com/jrodgers/addresser)
# Guess:   the street is "Hwy 31 W".
# Seen:    the street is "Hwy", and its number and direction are the second line, where an apartment would be. All houses on numbered
#          highways of a town are on one street.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts addresser@1.1.22 >/dev/null
cat >run.mjs <<'JS'
import address from 'addresser';
const { streetName, addressLine1, addressLine2 } = address.parseAddress('100 Hwy 31 W, Nashville, TN');
console.log(JSON.stringify({ streetName, addressLine1, addressLine2 }));
JS
seen=$(node run.mjs)
echo "$seen"
expected=$(cat <<'OUT'
{"streetName":"Hwy","addressLine1":"100 Hwy","addressLine2":"31 W"}
OUT
)
[ "$seen" = "$expected" ] || { echo "changed: expected" >&2; echo "$expected" >&2; exit 1; }
