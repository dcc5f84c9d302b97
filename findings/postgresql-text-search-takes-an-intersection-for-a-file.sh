#!/usr/bin/env bash
# PostgreSQL 18.7, built as PGlite 0.5.17 (https://github.com/electric-sql/pglite); the parser: src/backend/tsearch/wparser_def.c
# Guess:   "Oak/Elm St" holds the words Oak and Elm.
# Seen:    it is a file path, one token "oak/elm": neither street finds it. "Oak & Elm St" is found by both.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts @electric-sql/pglite@0.5.17 >/dev/null
cat >run.mjs <<'JS'
import { PGlite } from '@electric-sql/pglite';
const db = new PGlite();
const { rows } = await db.query(`select to_tsvector('simple', 'Oak/Elm St')::text as stored,
  to_tsvector('simple', 'Oak/Elm St') @@ to_tsquery('simple', 'oak') as oak, to_tsvector('simple', 'Oak/Elm St') @@ to_tsquery('simple', 'elm') as elm,
  to_tsvector('simple', 'Oak & Elm St') @@ to_tsquery('simple', 'elm') as elm_with_ampersand`);
console.log(JSON.stringify(rows[0]));
process.exit(0);
JS
seen=$(node run.mjs)
echo "$seen"
expected=$(cat <<'OUT'
{"stored":"'oak/elm':1 'st':2","oak":false,"elm":false,"elm_with_ampersand":true}
OUT
)
[ "$seen" = "$expected" ] || { echo "changed: expected" >&2; echo "$expected" >&2; exit 1; }
