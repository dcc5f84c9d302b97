package io.opportunities.crm.opportunity;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.ApiTest;
import io.opportunities.support.Client;
import io.opportunities.support.DatabaseOwner;
import io.opportunities.support.Service;
import io.opportunities.support.StatementCounter;
import io.opportunities.support.TestResponse;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.QueryInfo;
import net.ttddyy.dsproxy.proxy.ParameterSetOperation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Checks PostgreSQL's plans for the exact statements of lists and searches; {@code -Drows=200000} uses a large company. */
@ApiTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QueryPlanTests {

    private static final int ROWS = Integer.getInteger("rows", 60_000);
    private static final int LARGE = 200_000;
    private static final int CHUNK = 5_000;
    private static final System.Logger LOG = System.getLogger("plans");

    private static final String ZELDAS = "number % 4 = 0";
    private static final String BUYERS = "(number % 3 = 0 or primary_contact_id is not null)";

    @Autowired
    private Service service;

    @Autowired
    private DatabaseOwner database;

    @Autowired
    private DataSource connections;

    private Client company;
    private long companyId;
    private int requests;

    @BeforeAll
    void aCompanyWithManyOpportunities() {
        company = service.newCompany();
        List.of("permit_number", "floors").forEach(key -> company.post("/properties", """
                {"recordType": "opportunity", "name": "%1$s", "keyName": "%1$s", "type": "%2$s"}"""
                .formatted(key, key.equals("floors") ? "NUMERIC" : "TEXT")));
        long workflow = company.post("/workflows", "{\"name\": \"Residential\", \"phases\": [{\"name\": \"Lead\"}]}").id();
        companyId = company.post("/contacts", "{\"name\": \"Ann\"}").json().get("companyId").asLong();
        stamp("disable");
        fillContacts();
        analyze();
        for (int first = 1; first <= ROWS; first += CHUNK) {
            fillOpportunities(workflow, first);
        }
        stamp("enable");
        analyze();
        company.post("/contacts", "{\"name\": \"Zelda Quincy\"}");
        for (int first = 1; first <= ROWS; first += CHUNK) {
            linkContacts(first);
        }
        analyze();
    }

    /** No record has this phone. A condition on a value in the statistics, one in a hundred, would seem frequent. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            /opportunities                                                                          | opportunity_active_ix          | company_id =
            /contacts?page_size=5                                                                   | opportunity_of_primary_contact_ix | company_id =
            /opportunities?include_archived=true                                                    | opportunity_pk                 | company_id =
            /opportunities?cursor=YWZ0ZXIgMTA                                                       | opportunity_active_ix          | id <
            /opportunities?title=Roof%20777%20of                                                    | opportunity_contains_ix        | NORMALIZE(title, NFC) ~~*
            /opportunities?address=4777%20Elm%20St                                                  | opportunity_contains_ix        | NORMALIZE(address, NFC) ~~*
            /opportunities?primaryEmail=person777@                                                  | opportunity_contains_ix        | NORMALIZE(primary_email, NFC) ~~*
            /opportunities?primaryPhone=555%2007770                                                 | opportunity_contains_ix        | NORMALIZE(primary_phone, NFC) ~~*
            /opportunities?primaryName=Person%20770                                                 | contact_name_ix                | NORMALIZE(name, NFC) ~~*
            /opportunities?updated_after=2026-01-09T23:50:00Z&updated_before=2026-01-10T00:00:00Z   | opportunity_updated_at_ix      | updated_at >=
            /opportunities?q=person7771                                                             | opportunity_active_ix          | id = ANY
            /opportunities?q=oak                                                                    | opportunity_active_ix          | company_id =
            /opportunities/search?prop1=title&op1=eq&value1=roof%20777%20of%20oak                   | opportunity_title_key_ix       | title_key =
            /opportunities/search?prop1=title&op1=contains&value1=roof%20777                        | opportunity_contains_ix        | NORMALIZE(title, NFC) ~~*
            /opportunities/search?prop1=address&op1=eq&value1=777%20Elm%20St                        | opportunity_address_key_ix     | address_key =
            /opportunities/search?prop1=primaryEmail&op1=eq&value1=person777@example.com            | opportunity_email_key_ix       | email_key =
            /opportunities/search?prop1=primaryPhone&op1=eq&value1=6155550777                       | opportunity_phone_key_ix       | phone_key =
            /opportunities/search?prop1=id&op1=gt&value1=1                                          | opportunity_                   | id >
            /opportunities/search?prop1=number&op1=eq&value1=777                                    | opportunity_number_uk          | number =
            /opportunities/search?prop1=value&op1=between&value1=777,778                            | opportunity_value_ix           | value >=
            /opportunities/search?prop1=city&op1=eq&value1=city%2077                                | opportunity_city_ix            | lower(NORMALIZE(city, NFC))
            /opportunities/search?prop1=zipcode&op1=eq&value1=30777                                 | opportunity_zipcode_ix         | lower(NORMALIZE(zipcode, NFC))
            /opportunities/search?prop1=state&op1=eq&value1=ak                                      | opportunity_state_ix           | lower(NORMALIZE(state, NFC))
            /opportunities/search?prop1=status&op1=eq&value1=ON_HOLD                                | opportunity_status_ix          | status =
            /opportunities/search?prop1=createdAt&op1=lt&value1=2026-01-01T00:02:00Z                | opportunity_created_at_ix      | created_at <
            /opportunities/search?prop1=accountId&op1=eq&value1=1                                   | opportunity_account_ix         | account_id =
            /opportunities/search?prop1=ownerId&op1=eq&value1=1                                     | opportunity_owner_ix           | owner_id =
            /opportunities/search?prop1=salesRepId&op1=eq&value1=1                                  | opportunity_sales_rep_ix       | sales_rep_id =
            /opportunities/search?prop1=projectManagerId&op1=eq&value1=1                            | opportunity_project_manager_ix | project_manager_id =
            /opportunities/search?prop1=workflowId&op1=eq&value1=1                                  | opportunity_workflow_ix        | workflow_id =
            /opportunities/search?prop1=phaseId&op1=eq&value1=1                                     | opportunity_phase_ix           | phase_id =
            /opportunities/search?prop1=contacts&op1=eq&value1=1                                    | opportunity_contact_of_contact_ix | contact_id =
            """)
    void listsAndSearchesAreServedByAnIndex(String path, String index, String condition)
            throws SQLException, ReflectiveOperationException {
        String requestId = StatementCounter.WITH_PARAMETERS + requests++;

        TestResponse answer = company.send("GET", path, null, Map.of("X-Request-Id", requestId));

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        String plans = plans(requestId, " from opportunity ");
        LOG.log(System.Logger.Level.INFO, "{0} of {1} opportunities\n{2}", path, ROWS, plans);
        assertThat(plans).as("the condition is asked of the index, not of each row")
                .containsPattern(index + "[^\n]*\n *Index Cond: [^\n]*" + Pattern.quote(condition));
        assertThat(plans).doesNotContainPattern("Seq Scan on (opportunity|contact|record_)");
    }

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

    @Test
    void theContactOfANewOpportunityIsLookedUpByItsKeys() throws SQLException {
        assertThat(planOfContact("by_email", "email_key", "'nobody@example.com'")).contains("Bitmap Index Scan on contact_email_ix");
        assertThat(planOfContact("by_phone", "phone_key", "'+16155559999'")).contains("Bitmap Index Scan on contact_phone_ix");
    }

    /** A session keeps the plans that it made for an empty table, so they are forced to be of any value. */
    @ParameterizedTest
    @ValueSource(strings = {
            "find_opportunity(:company, '{no such title,nobody@example.com,+16155559999,no such street,no such id}', '{1,2,3,4,5}', null, '{}', false)",
            "find_contacts(:company, 'nobody@example.com', '+16155559999', true)",
            "has_keys_of_other_version('opportunity', :company, (select max(key_version) from company))"})
    void aLookUpThatFindsNothingReadsFewPages(String function) throws SQLException {
        try (Connection connection = connections.getConnection(); Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("set local plan_cache_mode = force_generic_plan");
            statement.execute("select set_config('opportunities.key_version', (select max(key_version)::text from company), true)");
            enterCompany(connection);
            String call = "select " + function.replace(":company", String.valueOf(companyId));
            statement.execute(call);
            ResultSet plan = statement.executeQuery("explain (analyze, buffers) " + call);
            StringBuilder lines = new StringBuilder();
            while (plan.next()) {
                lines.append(plan.getString(1)).append('\n');
            }
            Matcher pages = Pattern.compile("Buffers: shared hit=(\\d+)( read)?").matcher(lines);

            assertThat(pages.find()).as(lines.toString()).isTrue();
            assertThat(Integer.parseInt(pages.group(1))).as(lines.toString()).isLessThan(100);
            assertThat(pages.group(2)).isNull();
        }
    }

    /** Returns the plan of the select for a variable of find_contacts. */
    private String planOfContact(String variable, String parameter, String value) throws SQLException {
        String source = database.sql("select prosrc from pg_proc where proname = 'find_contacts'").query(String.class).single();
        Matcher assignment = Pattern.compile(variable + " := \\((.*)\\);").matcher(source);
        assertThat(assignment.find()).isTrue();
        try (Connection connection = connections.getConnection(); Statement statement = connection.createStatement()) {
            preferIndexes(connection);
            enterCompany(connection);
            List<String> lines = new ArrayList<>();
            for (ResultSet rows = statement.executeQuery("explain " + assignment.group(1).replace("array[" + parameter + "]",
                    "array[" + value + "]").replace("= company ", "= " + companyId + " ")); rows.next();) {
                lines.add(rows.getString(1));
            }
            return String.join("\n", lines);
        }
    }

    /** Returns the plans of the statements that read a table, with their actual parameters. */
    private String plans(String requestId, String table) throws SQLException, ReflectiveOperationException {
        List<String> lines = new ArrayList<>();
        for (QueryInfo query : StatementCounter.queriesOf(requestId)) {
            if (query.getQuery().contains(table)) {
                try (Connection connection = connections.getConnection();
                        PreparedStatement statement = connection.prepareStatement("explain " + query.getQuery())) {
                    preferIndexes(connection);
                    enterCompany(connection);
                    set(statement, query.getParametersList().getFirst());
                    for (ResultSet rows = statement.executeQuery(); rows.next();) {
                        lines.add(rows.getString(1));
                    }
                }
            }
        }
        assertThat(lines).isNotEmpty();
        return String.join("\n", lines);
    }

    /** Forces indexes: PostgreSQL may rightly scan a table of some thousand pages, but the test checks for the existence of an index. */
    private static void preferIndexes(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement setting = connection.createStatement()) {
            setting.execute("set local enable_seqscan = " + (ROWS < LARGE ? "off" : "on"));
        }
    }

    /** Enters the company as the service does, because the visible rows determine the usable indexes. */
    private void enterCompany(Connection connection) throws SQLException {
        try (PreparedStatement entering = connection.prepareStatement("select current_user, enter_company(?, 0, now())")) {
            entering.setLong(1, companyId);
            ResultSet row = entering.executeQuery();
            row.next();
            assertThat(row.getString(1)).isEqualTo("opportunities_service");
        }
    }

    private static void set(PreparedStatement statement, List<ParameterSetOperation> parameters)
            throws IllegalAccessException, InvocationTargetException {
        for (ParameterSetOperation parameter : parameters) {
            parameter.getMethod().invoke(statement, parameter.getArgs());
        }
    }

    private void analyze() {
        List.of("opportunity", "contact", "account", "record_words", "opportunity_contact")
                .forEach(table -> database.sql("analyze " + table).update());
    }

    /** Switches the triggers that set the current time and the key version of the writer. */
    private void stamp(String able) {
        database.sql(
                "alter table opportunity %1$s trigger opportunity_is_stamped, %1$s trigger opportunity_notes_key_version".formatted(able))
                .update();
        database.sql("alter table contact %s trigger contact_notes_key_version".formatted(able)).update();
    }

    private void fillContacts() {
        database.sql(
                """
                        insert into contact (company_id, version, name, title, emails, email_keys, phones, phone_keys, created_by_id, created_at, updated_at, key_version)
                        select :company, 0, 'Person ' || i, 'Buyer', array['person' || i || '@example.com'],
                               array['person' || i || '@example.com'], '{}', '{}', u.id, now(), now(), (select max(key_version) from company)
                          from generate_series(1, :rows / 2) as i, app_user u where u.company_id = :company
                        """)
                .param("company", companyId).param("rows", ROWS).update();
    }

    /** Inserts in chunks, because a statement may take ten seconds at most. */
    private void fillOpportunities(long workflow, int first) {
        database.sql(
                """
                        insert into opportunity (company_id, version, title, description, address, city, state, zipcode, trades, phase_instances, phases_started,
                               workflow_id, value, status, is_active, primary_email, primary_phone, primary_contact_id, custom,
                               title_key, email_key, phone_key, address_key, created_by_id, created_at, updated_at, last_activity, key_version)
                        select :company, 0, 'Roof ' || i || ' of Oak', 'word' || i % 300 || ' part' || i % 211, i || ' Elm St', 'City ' || i % 500,
                               case when i % 200 = 0 then 'AK' else 'TN' end, (30000 + i % 5000)::text,
                               array['Roofing', 'Trade ' || i % 1000], '[]', 0, case when i % 10 = 0 then :workflow::bigint end, i % 10000,
                               case when i % 100 = 0 then 'ON_HOLD' else 'ACTIVE' end, i % 20 > 0, 'person' || i || '@example.com',
                               '615 555 ' || lpad(i::text, 4, '0'), c.id,
                               jsonb_build_object('permit_number', 'P' || i, 'floors', i % 10000),
                               'roof ' || i || ' of oak', 'person' || i || '@example.com', '+1615555' || lpad(i::text, 4, '0'), i || ' elm st|||',
                               u.id, timestamptz '2026-01-01Z' + i * interval '1 minute', timestamptz '2026-01-01Z' + i * interval '1 minute',
                               timestamptz '2026-01-01Z' + i * interval '1 minute', (select max(key_version) from company)
                          from generate_series(:first, :last) as i
                          join app_user u on u.company_id = :company
                          left join contact c on c.company_id = :company and i % 10 = 0 and c.name || '' = 'Person ' || i / 10 * 10
                         order by i
                        """)
                .param("company", companyId).param("first", first).param("last", Math.min(ROWS, first + CHUNK - 1))
                .param("workflow", workflow).update();
    }

    /**
     * In two parts, because a join on either of two names would compare each opportunity with each contact. An expression in place of the
     * name keeps its trigram index out of the join: a look-up there takes longer than a millisecond.
     */
    private void linkContacts(int first) {
        database.sql("""
                insert into opportunity_contact (company_id, opportunity_id, contact_id, ordinal)
                select o.company_id, o.id, c.id, 1 from opportunity o
                  join contact c on c.company_id = o.company_id and c.name || '' = 'Person ' || o.number % 999 + 1
                 where o.company_id = :company and o.number between :first and :last and o.number % 3 = 0
                union all
                select o.company_id, o.id, c.id, 2 from opportunity o
                  join contact c on c.company_id = o.company_id and c.name = 'Zelda Quincy'
                 where o.company_id = :company and o.number between :first and :last and o.number % 4 = 0
                """).param("company", companyId).param("first", first).param("last", first + CHUNK - 1).update();
    }
}
