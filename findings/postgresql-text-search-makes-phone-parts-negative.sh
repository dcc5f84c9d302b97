#!/usr/bin/env bash
# PostgreSQL 18.7, built as PGlite 0.5.17 (https://github.com/electric-sql/pglite); the parser: src/backend/tsearch/wparser_def.c
# Guess:   the last seven digits of a stored phone number, written as people dial them, find it.
# Seen:    a hyphen before digits is a sign: 615-555-0134 is stored as 615, -555 and -0134, and the query 555-0134 asks for 555 and
#          -0134. With a blank in place of the first hyphen it is found.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts @electric-sql/pglite@0.5.17 >/dev/null
cat >run.mjs <<'JS'
import { PGlite } from '@electric-sql/pglite';
const db = new PGlite();
const { rows } = await db.query(`select to_tsvector('simple', '615-555-0134')::text as stored,
  plainto_tsquery('simple', '555-0134')::text as asked,
  to_tsvector('simple', '615-555-0134') @@ plainto_tsquery('simple', '555-0134') as found,
  to_tsvector('simple', '615 555-0134') @@ plainto_tsquery('simple', '555-0134') as found_with_a_blank`);
console.log(JSON.stringify(rows[0]));
process.exit(0);
JS
seen=$(node run.mjs)
echo "$seen"
expected=$(cat <<'OUT'
{"stored":"'-0134':3 '-555':2 '615':1","asked":"'555' & '-0134'","found":false,"found_with_a_blank":true}
OUT
)
[ "$seen" = "$expected" ] || { echo "changed: expected" >&2; echo "$expected" >&2; exit 1; }
