#!/usr/bin/env bash
# humanparser 2.7.0 (https://github.com/chovy/humanparser)
# Guess:   the second of two words is the surname, whatever it is; a degree needs a surname before it.
# Seen:    "Ma" and "V" are suffixes (a degree, a numeral), and the surname is empty: the contact has no last name.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts humanparser@2.7.0 >/dev/null
cat >run.mjs <<'JS'
import human from 'humanparser';
for (const name of ['Dana Lee', 'Dana Ma', 'Dana V']) {
  const { firstName, lastName, suffix } = human.parseName(name);
  console.log(JSON.stringify({ firstName, lastName, suffix }));
}
JS
seen=$(node run.mjs)
echo "$seen"
expected=$(cat <<'OUT'
{"firstName":"Dana","lastName":"Lee"}
{"firstName":"Dana","lastName":"","suffix":"Ma"}
{"firstName":"Dana","lastName":"","suffix":"V"}
OUT
)
[ "$seen" = "$expected" ] || { echo "changed: expected" >&2; echo "$expected" >&2; exit 1; }
