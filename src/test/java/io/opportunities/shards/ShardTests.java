package io.opportunities.shards;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.ApiTest;
import io.opportunities.support.DatabaseOwner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** What keeps the schema fit for Citus, checked on any database. */
@ApiTest
@Tag("citus")
class ShardTests {

    /** The migrations before the first that may meet distributed tables. */
    private static final int LAST_BEFORE = 18;
    private static final Pattern ALTERED = Pattern.compile("alter table\\s+([a-z_]+)\\s+([^;]*);");
    private static final Pattern SUBCOMMAND = Pattern.compile(",\\s*(add|drop|alter|rename|validate|set)\\b");

    @Autowired
    private DatabaseOwner owner;

    @Test
    void everyTableWithACompanyIsInTheListOfThoseThatAreDistributed() {
        assertThat(sharded()).containsExactlyInAnyOrderElementsOf(owner
                .sql("""
                        select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'company_id' and not a.attisdropped
                         where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
                        """)
                .query(String.class).list());
    }

    @Test
    void aTableIsDistributedAfterThoseItRefersTo() {
        List<String> tables = sharded();

        assertThat(owner.sql("""
                select c.conrelid::regclass || ' ' || c.confrelid::regclass from pg_constraint c
                 where c.contype = 'f' and c.conrelid <> c.confrelid and c.conname <> 'account_primary_contact_is_linked_fk'
                   and c.connamespace = 'public'::regnamespace
                """).query(String.class).list()).isNotEmpty().allSatisfy(pair -> {
            String[] names = pair.split(" ");
            assertThat(tables.indexOf(names[1])).as(pair).isLessThan(tables.indexOf(names[0]));
        });
    }

    @Test
    void laterMigrationsChangeADistributedTableByOneSubcommandAStatement() throws IOException {
        assertThat(refused("alter table phase add column a text, add constraint b check (a <> '');")).hasSize(1);
        assertThat(refused("alter table phase add column a numeric(3, 2);")).isEmpty();
        assertThat(refused("alter table rate_limit_bucket add column a text, add column b text;")).isEmpty();

        for (Resource migration : later()) {
            assertThat(refused(migration.getContentAsString(StandardCharsets.UTF_8))).as(migration.getFilename()).isEmpty();
        }
    }

    @Test
    void laterMigrationsNameTheKeysOfACompanyOnly() {
        Set<String> distributed = Set.copyOf(sharded());

        assertThat(owner.sql("""
                select i.indexrelid::regclass || ' on ' || i.indrelid::regclass as key, i.indrelid::regclass::text as name,
                       a.attname as first
                  from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
                 where i.indisunique and i.indrelid::regclass::text = any (?)
                """).param(distributed.toArray(String[]::new)).query(Key.class).list()).isNotEmpty()
                .allSatisfy(key -> assertThat(key.first).as(key.key).isEqualTo("company_id"));
    }

    private record Key(String key, String name, String first) {}

    private List<String> sharded() {
        return owner.sql("select unnest(sharded_tables())").query((row, number) -> row.getString(1)).list();
    }

    /** Citus refuses some subcommands together with others. */
    private List<String> refused(String migration) {
        Set<String> distributed = Set.copyOf(sharded());
        List<String> refused = new ArrayList<>();
        ALTERED.matcher(migration.replaceAll("--[^\n]*", "")).results()
                .filter(found -> distributed.contains(found.group(1)) && SUBCOMMAND.matcher(found.group(2)).find())
                .forEach(found -> refused.add(found.group()));
        return refused;
    }

    private static List<Resource> later() throws IOException {
        return Stream.of(new PathMatchingResourcePatternResolver().getResources("classpath:db/migration/V*.sql"))
                .filter(migration -> Integer.parseInt(String.valueOf(migration.getFilename()).replaceAll("^V(\\d+).*", "$1")) > LAST_BEFORE)
                .sorted(Comparator.comparing(Resource::getFilename)).toList();
    }
}
