#!/usr/bin/env bash
# PostgreSQL 18.7, built as PGlite 0.5.17 (https://github.com/electric-sql/pglite); choose_custom_plan in
# src/backend/utils/cache/plancache.c, DEFAULT_CONTAIN_SEL in src/backend/utils/adt/array_selfuncs.c, and cutoff_freq in
# src/backend/utils/adt/array_typanalyze.c
# Guess:   a prepared statement, or one in a function, that finds a contact by one of its phone numbers is planned five times, and then once
#          for all, as one that finds it by its name is.
# Seen:    among 10,000 contacts it is planned at every call, for ever. The statistics tell that each number is rare, but for one that is
#          not known yet PostgreSQL expects 0.5 percent of the rows, so the common plan looks dearer than each plan of its own. With 20,000
#          rows the statistics have no single numbers, and it ends; "phones @> (select array[$1])" ends it in any case.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts @electric-sql/pglite@0.5.17 >/dev/null
cat >run.mjs <<'JS'
import { PGlite } from '@electric-sql/pglite';
const db = new PGlite();
await db.exec(`
  create table contact (id int primary key, name text, phones text[]);
  insert into contact select i, 'Contact ' || i, array[(6150000000 + i)::text] from generate_series(1, 10000) as i;
  create index on contact (name);
  create index on contact using gin (phones);
  analyze contact;
  prepare by_name(text) as select id from contact where name = $1;
  prepare by_phone(text) as select id from contact where phones @> array[$1];
  prepare by_phone_in_a_select(text) as select id from contact where phones @> (select array[$1]);`);
for (let i = 1; i <= 20; i++) {
  await db.exec(`execute by_name('Contact ${i}'); execute by_phone('${6150000000 + i}');
    execute by_phone_in_a_select('${6150000000 + i}');`);
}
const { rows } = await db.query(`select name, custom_plans::int as planned, generic_plans::int as "by the common plan"
  from pg_prepared_statements where name like 'by_%' order by name`);
rows.forEach(row => console.log(JSON.stringify(row)));
process.exit(0);
JS
seen=$(node run.mjs)
echo "$seen"
expected=$(cat <<'OUT'
{"name":"by_name","planned":5,"by the common plan":15}
{"name":"by_phone","planned":20,"by the common plan":0}
{"name":"by_phone_in_a_select","planned":5,"by the common plan":15}
OUT
)
[ "$seen" = "$expected" ] || { echo "changed: expected" >&2; echo "$expected" >&2; exit 1; }
