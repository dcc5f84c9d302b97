#!/usr/bin/env bash
# parse-full-name 1.2.7 (https://github.com/RateGravity/parse-full-name)
# Guess:   the first of two words is the first name.
# Seen:    "Van", a common first name, always begins a surname: the first name is empty, and no error is listed. "Bo Le" is as guessed,
#          though "le" begins surnames too.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts parse-full-name@1.2.7 >/dev/null
cat >run.mjs <<'JS'
import { parseFullName } from 'parse-full-name';
for (const name of ['Dana Nguyen', 'Van Nguyen', 'Bo Le']) {
  const { first, last, error } = parseFullName(name);
  console.log(JSON.stringify({ first, last, error }));
}
JS
seen=$(node run.mjs)
echo "$seen"
expected=$(cat <<'OUT'
{"first":"Dana","last":"Nguyen","error":[]}
{"first":"","last":"Van Nguyen","error":[]}
{"first":"Bo","last":"Le","error":[]}
OUT
)
[ "$seen" = "$expected" ] || { echo "changed: expected" >&2; echo "$expected" >&2; exit 1; }
