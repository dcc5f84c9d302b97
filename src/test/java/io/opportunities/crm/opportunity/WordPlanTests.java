package io.opportunities.crm.opportunity;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.ApiTest;
import io.opportunities.support.TestResponse;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks that words and values are looked up in their index; {@code -Drows=200000} uses a large company. */
@ApiTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WordPlanTests extends LargeCompany {

    private static final String ZELDAS = "number % 4 = 0";
    private static final String BUYERS = "(number % 3 = 0 or primary_contact_id is not null)";

    /**
     * The index of words is used for each query. No table is read as a whole, however frequent the words are and whatever records have
     * them.
     */
    @ParameterizedTest
    @ValueSource(strings = {"person7771", "roof person770", "(615) 555-0777", "roof word7", "oak", "zelda", "zelda oak", "buyer oak",
            "buyer word77", "quincy 770"})
    void wordsAreLookedUpInTheirIndex(String q) throws SQLException {
        try (Connection connection = connections.getConnection();
                PreparedStatement find = connection
                        .prepareStatement("select cardinality(ids), is_all from find_by_words('opportunity', ?, null, true)");
                PreparedStatement scans = connection.prepareStatement(
                        """
                                select sum(seq_scan), pg_stat_get_xact_numscans('record_words_document_ix'::regclass)
                                  from pg_stat_xact_user_tables where relname in ('opportunity', 'contact', 'opportunity_contact', 'record_words')
                                """)) {
            preferIndexes(connection);
            enterCompany(connection);
            find.setString(1, q);
            ResultSet found = find.executeQuery();
            found.next();
            LOG.log(System.Logger.Level.INFO, "{0}: {1} ids, all {2}", q, found.getObject(1), found.getBoolean(2));

            ResultSet scanned = scans.executeQuery();
            scanned.next();

            assertThat(scanned.getLong(1)).as("tables read whole").isZero();
            assertThat(scanned.getLong(2)).isPositive();
        }
    }

    /** Few values are found by the index of documents; a frequent one is met on the way through the list. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "texts_query('permit_number', '{P777}')                  | 1",
            "texts_query('permit_number', '{P1,P2,P3}')              | 3",
            "numbers_query('floors', '{777,778.0}')                  | 12",
            "number_range_query('floors', 777, 777.5)                | 6",
            "number_range_query('floors', 9990.5, 1E+40)             | 54",
            "texts_query('$trades', '{trade 777}')                   | 60",
            "tsquery_and(texts_query('$trades', '{trade 777}'), texts_query('permit_number', '{p777}')) | 1",
            "texts_query('$trades', '{roofing}')                     | ",
            "member_query('floors')                                  | "})
    void valuesAreLookedUpInTheirIndex(String query, @Nullable Integer found) throws SQLException {
        try (Connection connection = connections.getConnection(); Statement statement = connection.createStatement()) {
            preferIndexes(connection);
            enterCompany(connection);
            ResultSet ids = statement.executeQuery("""
                    select cardinality(find_by_values('opportunity', %s, null, true)), pg_stat_get_xact_numscans(words) - before
                      from (select words, pg_stat_get_xact_numscans(words) as before
                              from (select 'record_words_document_ix'::regclass as words) as index offset 0) as scans""".formatted(query));
            ids.next();

            assertThat(ids.getObject(1)).isEqualTo(found == null ? null : found * ROWS / 60_000);
            assertThat(ids.getLong(2)).isEqualTo(found == null ? 0 : 1);
        }
    }

    /**
     * Nearly all have "oak"; thousands have a word with the prefix "word7", some hundred with "word77". A quarter have "zelda" by one
     * contact, and more than a quarter "buyer" by hundreds of contacts.
     */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "oak                  | title like '%Oak'",
            "roof%20word7         | description like 'word7%'",
            "roof%20of%20word77   | description like 'word77 %'",
            "zelda                | " + ZELDAS,
            "quincy%20roof%20word | " + ZELDAS,
            "zelda%20word76       | description like 'word76 %' and " + ZELDAS,
            "buyer                | " + BUYERS,
            "buyer%20oak          | " + BUYERS,
            "buyer%20zelda        | " + ZELDAS + " and " + BUYERS,
            "word78%20buyer       | description like 'word78 %' and " + BUYERS})
    void wordsThatManyHaveAndThatFewHaveAreCountedAndPagedAlike(String q, String condition) {
        List<@Nullable Long> all = database
                .sql("select id from opportunity where company_id = :company and is_active and " + condition + " order by id desc")
                .param("company", companyId).query(Long.class).list();
        String path = "/opportunities?page_size=2&include_total=true&q=" + q + "&cursor=";

        TestResponse first = company.get(path);
        TestResponse second = company.get(path + first.header("X-Next-Cursor"));
        String previous = second.headers().allValues("Link").stream().filter(link -> link.endsWith("rel=\"prev\"")).findFirst()
                .orElseThrow();

        assertThat(first.header("X-Total-Count")).isEqualTo(String.valueOf(all.size()));
        assertThat(ids(first)).isEqualTo(all.subList(0, 2));
        assertThat(ids(second)).isEqualTo(all.subList(2, 4));
        assertThat(ids(company.get(previous.substring(1, previous.indexOf('>'))))).isEqualTo(all.subList(0, 2));
    }

    private static List<Long> ids(TestResponse page) {
        return page.json().valueStream().map(found -> found.get("id").asLong()).toList();
    }
}
