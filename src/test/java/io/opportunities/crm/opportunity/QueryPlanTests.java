package io.opportunities.crm.opportunity;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.ApiTest;
import io.opportunities.support.StatementCounter;
import io.opportunities.support.TestResponse;
import java.lang.reflect.InvocationTargetException;
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
import net.ttddyy.dsproxy.QueryInfo;
import net.ttddyy.dsproxy.proxy.ParameterSetOperation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks PostgreSQL's plans for the exact statements of lists and searches; {@code -Drows=200000} uses a large company. */
@ApiTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QueryPlanTests extends LargeCompany {
    private int requests;

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

    @Test
    void theContactOfANewOpportunityIsLookedUpByItsKeys() throws SQLException {
        assertThat(planOfContact("email_key", "'nobody@example.com'")).contains("Bitmap Index Scan on contact_email_ix");
        assertThat(planOfContact("phone_key", "'+16155559999'")).contains("Bitmap Index Scan on contact_phone_ix");
    }

    /** A session keeps the plans that it made for an empty table, so they are forced to be of any value. */
    @ParameterizedTest
    @ValueSource(strings = {
            "find_opportunity(:company, '{no such title,nobody@example.com,+16155559999,no such street,no such id}', '{1,2,3,4,5}', null, '{}', false)",
            "find_contacts(:company, 'nobody@example.com', '+16155559999', true)"})
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
    private String planOfContact(String parameter, String value) throws SQLException {
        String source = database.sql("select prosrc from pg_proc where proname = 'find_contacts'").query(String.class).single();
        Matcher look = Pattern.compile("from searched_contact c where .*" + Pattern.quote("(select array[" + parameter + "]::varchar[])"))
                .matcher(source);
        assertThat(look.find()).isTrue();
        try (Connection connection = connections.getConnection(); Statement statement = connection.createStatement()) {
            preferIndexes(connection);
            enterCompany(connection);
            List<String> lines = new ArrayList<>();
            for (ResultSet rows = statement.executeQuery("explain select min(c.id + 0) " + look.group().replace("array[" + parameter + "]",
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

    private static void set(PreparedStatement statement, List<ParameterSetOperation> parameters)
            throws IllegalAccessException, InvocationTargetException {
        for (ParameterSetOperation parameter : parameters) {
            parameter.getMethod().invoke(statement, parameter.getArgs());
        }
    }
}
