package io.opportunities.opportunity;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.Answer;
import io.opportunities.ApiTest;
import io.opportunities.Client;
import io.opportunities.DatabaseOwner;
import io.opportunities.Service;
import io.opportunities.StatementCounter;
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
import org.springframework.beans.factory.annotation.Autowired;

/** What PostgreSQL plans for the very statements of lists and searches; {@code -Drows=200000} asks it of a large company. */
@ApiTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QueryPlanTests {

    private static final int ROWS = Integer.getInteger("rows", 60_000);
    private static final int LARGE = 200_000;
    private static final int CHUNK = 5_000;
    private static final System.Logger LOG = System.getLogger("plans");

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
        fillContacts();
        analyze();
        for (int first = 1; first <= ROWS; first += CHUNK) {
            fillOpportunities(workflow, first);
        }
        analyze();
        linkContacts();
        analyze();
    }

    /** The phone is one that none has: of the values that stand in the statistics, each hundredth, a condition counts for many. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            /opportunities                                                                          | opportunity_active_ix          | company_id =
            /contacts?page_size=5                                                                   | opportunity_primary_contact_ix | company_id =
            /opportunities?include_archived=true                                                    | opportunity_pk                 | company_id =
            /opportunities?cursor=YWZ0ZXIgMTA                                                       | opportunity_active_ix          | id <
            /opportunities?title=Roof%20777%20of                                                    | opportunity_contains_ix        | title ~~*
            /opportunities?address=4777%20Elm%20St                                                  | opportunity_contains_ix        | address ~~*
            /opportunities?primaryEmail=person777@                                                  | opportunity_contains_ix        | primary_email ~~*
            /opportunities?primaryPhone=555%2007770                                                 | opportunity_contains_ix        | primary_phone ~~*
            /opportunities?primaryName=Person%20770                                                 | contact_name_ix                | name ~~*
            /opportunities?updated_after=2026-01-09T23:50:00Z&updated_before=2026-01-10T00:00:00Z   | opportunity_updated_at_ix      | updated_at >=
            /opportunities?q=person7771                                                             | record_words_document_ix       | document @@
            /opportunities?q=roof%20person770                                                       | record_words_document_ix       | document @@ '''person770'':*'::tsquery)
            /opportunities?q=(615)%20555-0777                                                       | record_words_document_ix       | document @@ '''0777'':*
            /opportunities?q=roof%20word7                                                           | record_words_document_ix       | document @@ '''
            /opportunities?q=oak                                                                    | opportunity_active_ix          | company_id =
            /opportunities/search?prop1=permit_number&op1=eq&value1=p777                            | record_value_text_ix           | "left"(text, 200) =
            /opportunities/search?prop1=permit_number&op1=in&value1=p1,p2,p3                        | record_value_text_ix           | "left"(text, 200) =
            /opportunities/search?prop1=permit_number&op1=between&value1=P777,P7771                 | record_value_text_ix           | "left"(text, 200) >=
            /opportunities/search?prop1=floors&op1=between&value1=777,777.5                         | record_value_number_ix         | number >=
            /opportunities/search?prop1=floors&op1=gt&value1=9990                                   | record_value_number_ix         | number >
            /opportunities/search?prop1=trades&op1=eq&value1=trade%20777                            | record_value_text_ix           | "left"(text, 200) =
            /opportunities/search?prop1=title&op1=eq&value1=roof%20777%20of%20oak                   | opportunity_title_key_ix       | title_key =
            /opportunities/search?prop1=title&op1=contains&value1=roof%20777                        | opportunity_contains_ix        | title ~~*
            /opportunities/search?prop1=address&op1=eq&value1=777%20Elm%20St                        | opportunity_address_key_ix     | address_key =
            /opportunities/search?prop1=primaryEmail&op1=eq&value1=person777@example.com            | opportunity_email_key_ix       | email_key =
            /opportunities/search?prop1=primaryPhone&op1=eq&value1=6155550777                       | opportunity_phone_key_ix       | phone_key =
            /opportunities/search?prop1=id&op1=gt&value1=1                                          | opportunity_                   | id >
            /opportunities/search?prop1=number&op1=eq&value1=777                                    | opportunity_number_uk          | number =
            /opportunities/search?prop1=value&op1=between&value1=777,778                            | opportunity_value_ix           | value >=
            /opportunities/search?prop1=city&op1=eq&value1=city%2077                                | opportunity_city_ix            | lower(city)
            /opportunities/search?prop1=zipcode&op1=eq&value1=30777                                 | opportunity_zipcode_ix         | lower(zipcode)
            /opportunities/search?prop1=state&op1=eq&value1=ak                                      | opportunity_state_ix           | lower(state)
            /opportunities/search?prop1=status&op1=eq&value1=ON_HOLD                                | opportunity_status_ix          | status =
            /opportunities/search?prop1=createdAt&op1=lt&value1=2026-01-01T00:02:00Z                | opportunity_created_at_ix      | created_at <
            /opportunities/search?prop1=accountId&op1=eq&value1=1                                   | opportunity_account_ix         | account_id =
            /opportunities/search?prop1=ownerId&op1=eq&value1=1                                     | opportunity_owner_ix           | owner_id =
            /opportunities/search?prop1=salesRepId&op1=eq&value1=1                                  | opportunity_sales_rep_ix       | sales_rep_id =
            /opportunities/search?prop1=projectManagerId&op1=eq&value1=1                            | opportunity_project_manager_ix | project_manager_id =
            /opportunities/search?prop1=workflowId&op1=eq&value1=1                                  | opportunity_workflow_ix        | workflow_id =
            /opportunities/search?prop1=phaseId&op1=eq&value1=1                                     | opportunity_phase_ix           | phase_id =
            /opportunities/search?prop1=contacts&op1=eq&value1=1                                    | opportunity_contact_contact_ix | contact_id =
            """)
    void listsAndSearchesAreServedByAnIndex(String path, String index, String condition)
            throws SQLException, ReflectiveOperationException {
        String requestId = StatementCounter.WITH_PARAMETERS + requests++;

        Answer answer = company.send("GET", path, null, Map.of("X-Request-Id", requestId));

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        String plans = plans(requestId, " from opportunity ");
        LOG.log(System.Logger.Level.INFO, "{0} of {1} opportunities\n{2}", path, ROWS, plans);
        assertThat(plans).as("the condition is asked of the index, not of each row")
                .containsPattern(index + "[^\n]*\n *Index Cond: [^\n]*" + Pattern.quote(condition));
        assertThat(plans).doesNotContainPattern("Seq Scan on (opportunity|contact|record_)");
    }

    /** Nearly all have "oak", thousands a word that "word7" begins, some hundred "word77". */
    @ParameterizedTest
    @CsvSource({"oak, title like '%Oak'", "roof%20word7, description like 'word7%'", "roof%20of%20word77, description like 'word77 %'"})
    void wordsThatManyHaveAndThatFewHaveAreCountedAndPagedAlike(String q, String condition) {
        List<@Nullable Long> all = database
                .sql("select id from opportunity where company_id = :company and is_active and " + condition + " order by id desc")
                .param("company", companyId).query(Long.class).list();
        String path = "/opportunities?page_size=2&include_total=true&q=" + q + "&cursor=";

        Answer first = company.get(path);
        Answer second = company.get(path + first.header("X-Next-Cursor"));
        String previous = second.headers().allValues("Link").stream().filter(link -> link.endsWith("rel=\"prev\"")).findFirst()
                .orElseThrow();

        assertThat(first.header("X-Total-Count")).isEqualTo(String.valueOf(all.size()));
        assertThat(ids(first)).isEqualTo(all.subList(0, 2));
        assertThat(ids(second)).isEqualTo(all.subList(2, 4));
        assertThat(ids(company.get(previous.substring(1, previous.indexOf('>'))))).isEqualTo(all.subList(0, 2));
    }

    private static List<Long> ids(Answer page) {
        return page.json().valueStream().map(found -> found.get("id").asLong()).toList();
    }

    @Test
    void theContactOfANewOpportunityIsLookedUpByItsKeys() throws SQLException, ReflectiveOperationException {
        String requestId = StatementCounter.WITH_PARAMETERS + requests++;

        Answer answer = company.send("POST", "/opportunities", Opportunities.with("New", "1 New St",
                "\"primaryEmail\": \"nobody@example.com\"", "\"primaryPhone\": \"615 555 9999\"").getBytes(StandardCharsets.UTF_8),
                Map.of("X-Request-Id", requestId));

        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        assertThat(plans(requestId, " from contact ")).contains("Bitmap Index Scan on contact_email_ix",
                "Bitmap Index Scan on contact_phone_ix");
    }

    /** Of the statements that read a table, with the values they were sent with. */
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

    /** A table that fits some thousand pages may well be read whole, whatever indexes it has; here it is asked which one there is. */
    private static void preferIndexes(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement setting = connection.createStatement()) {
            setting.execute("set local enable_seqscan = " + (ROWS < LARGE ? "off" : "on"));
        }
    }

    /** As the service does: what it may see decides what an index may be asked. */
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
        List.of("opportunity", "contact", "account", "record_words", "record_value", "opportunity_contact")
                .forEach(table -> database.sql("analyze " + table).update());
    }

    private void fillContacts() {
        database.sql(
                """
                        insert into contact (company_id, id, version, name, emails, email_keys, phones, phone_keys, created_by_id, created_at, updated_at)
                        select :company, nextval('contact_seq') * 1000 + i, 0, 'Person ' || i, array['person' || i || '@example.com'],
                               array['person' || i || '@example.com'], '{}', '{}', u.id, now(), now()
                          from generate_series(1, :rows / 2) as i, app_user u where u.company_id = :company
                        """)
                .param("company", companyId).param("rows", ROWS).update();
    }

    /** In chunks, as no statement may take longer than ten seconds. */
    private void fillOpportunities(long workflow, int first) {
        database.sql(
                """
                        insert into opportunity (company_id, version, title, description, address, city, state, zipcode, trades, phase_instances, phases_started,
                               workflow_id, value, status, is_active, primary_email, primary_phone, primary_contact_id, custom,
                               title_key, email_key, phone_key, address_key, created_by_id, created_at, updated_at, last_activity)
                        select :company, 0, 'Roof ' || i || ' of Oak', 'word' || i % 300 || ' part' || i % 211, i || ' Elm St', 'City ' || i % 500,
                               case when i % 200 = 0 then 'AK' else 'TN' end, (30000 + i % 5000)::text,
                               array['Roofing', 'Trade ' || i % 1000], '[]', 0, case when i % 10 = 0 then :workflow::bigint end, i % 10000,
                               case when i % 100 = 0 then 'ON_HOLD' else 'ACTIVE' end, i % 20 > 0, 'person' || i || '@example.com',
                               '615 555 ' || lpad(i::text, 4, '0'), c.id,
                               jsonb_build_object('permit_number', 'P' || i, 'floors', i % 10000),
                               'roof ' || i || ' of oak', 'person' || i || '@example.com', '+1615555' || lpad(i::text, 4, '0'), i || ' elm st|||',
                               u.id, timestamptz '2026-01-01Z' + i * interval '1 minute', timestamptz '2026-01-01Z' + i * interval '1 minute',
                               timestamptz '2026-01-01Z' + i * interval '1 minute'
                          from generate_series(:first, :last) as i
                          join app_user u on u.company_id = :company
                          left join contact c on c.company_id = :company and i % 10 = 0 and c.name = 'Person ' || i / 10 * 10
                        """)
                .param("company", companyId).param("first", first).param("last", Math.min(ROWS, first + CHUNK - 1))
                .param("workflow", workflow).update();
    }

    private void linkContacts() {
        database.sql("""
                insert into opportunity_contact (company_id, opportunity_id, contact_id, ordinal)
                select o.company_id, o.id, c.id, 1 from opportunity o
                  join contact c on c.company_id = o.company_id and c.name = 'Person ' || o.number % 1000
                 where o.company_id = :company and o.number % 17 = 0
                """).param("company", companyId).update();
    }
}
