#!/usr/bin/env bash
# papaparse 5.7.1 (https://github.com/mholt/PapaParse), delimiter not given
# Guess:   a file whose every line has exactly one tab is tab-separated, with and without a line break at its end.
# Seen:    with the line break, the addresses' commas win: the header is one column "name<TAB>address", and the rows are cut at the
#          commas. The empty line behind the break counts as a line without tabs.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts papaparse@5.7.1 >/dev/null
cat >run.mjs <<'JS'
import Papa from 'papaparse';
const file = 'name\taddress\nDana\t1 Main St, Austin, TX 78701\nLee\t2 Oak St, Austin, TX 78702';
for (const text of [file, file + '\n']) {
  const { meta, data } = Papa.parse(text, { header: true });
  console.log(JSON.stringify({ delimiter: meta.delimiter, first: data[0] }));
}
JS
seen=$(node run.mjs)
echo "$seen"
expected=$(cat <<'OUT'
{"delimiter":"\t","first":{"name":"Dana","address":"1 Main St, Austin, TX 78701"}}
{"delimiter":",","first":{"name\taddress":"Dana\t1 Main St","__parsed_extra":[" Austin"," TX 78701"]}}
OUT
)
[ "$seen" = "$expected" ] || { echo "changed: expected" >&2; echo "$expected" >&2; exit 1; }
