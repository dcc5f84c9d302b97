package io.opportunities.shards;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.ApiTest;
import io.opportunities.support.Client;
import io.opportunities.support.StatementCounter;
import io.opportunities.support.TestResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.QueryInfo;
import net.ttddyy.dsproxy.proxy.ParameterSetOperation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;

/** Each statement of the calls that are made most goes to one part of its tables, on one node. */
@ApiTest
@Tag("citus")
@EnabledIfSystemProperty(named = "citus.url", matches = ".+", disabledReason = "-Dcitus.url= names no coordinator of Citus")
class OneShardTests {

    private static final Logger LOG = LoggerFactory.getLogger(OneShardTests.class);
    private static final AtomicInteger CALLS = new AtomicInteger();
    private static final String BODY = """
            {"title": "Roof %1$s", "address": ["%2$d Holly St, Nashville, TN 37206"], "trades": ["Roofing"],
             "primaryEmail": "dana%1$s@example.com", "primaryPhone": "(615) 555-0134"}""";

    @Autowired
    private DataSource connections;

    private final Client company;
    private long companyId;
    private final Map<String, List<String>> plans = new LinkedHashMap<>();

    OneShardTests(Client company) {
        this.company = company;
    }

    @Test
    void everyStatementOfACallGoesToOneShard() throws Exception {
        long id = company.post("/opportunities?match_by=title", BODY.formatted("a", 1)).id();
        companyId = company.get("/contacts").json().get(0).get("companyId").asLong();
        company.post("/properties", """
                {"recordType": "opportunity", "name": "Floors", "keyName": "floors", "type": "NUMERIC"}""");

        explain("create", "POST", "/opportunities?match_by=title", BODY.formatted("b", 2));
        explain("skip", "POST", "/opportunities?match_by=title", BODY.formatted("b", 2));
        explain("get", "GET", "/opportunities/" + id, null);
        explain("list", "GET", "/opportunities?include_total=true", null);
        explain("filter", "GET", "/opportunities?title=roof", null);
        explain("search", "GET", "/opportunities/search?prop1=city&op1=eq&value1=Nashville", null);
        explain("search of a value", "GET", "/opportunities/search?prop1=floors&op1=gt&value1=1", null);
        explain("q", "GET", "/opportunities?q=roof", null);
        explain("q of two words", "GET", "/opportunities?q=roof%20dana&include_total=true", null);
        explain("PATCH", "PATCH", "/opportunities/" + id, "{\"title\": \"Gutter\"}");
        explain("DELETE", "DELETE", "/opportunities/" + id, null);
        explain("contacts", "GET", "/contacts?q=dana", null);
        explain("accounts", "GET", "/accounts", null);

        plans.forEach((call, lines) -> LOG.info("{}:\n{}", call, String.join("\n", lines)));
        assertThat(plans).hasSize(13);
    }

    private void explain(String call, String method, String path, @Nullable String body) throws Exception {
        String requestId = StatementCounter.WITH_PARAMETERS + "shard-" + CALLS.incrementAndGet();
        TestResponse answer = company.send(method, path, body == null ? null : body.getBytes(StandardCharsets.UTF_8),
                Map.of("X-Request-Id", requestId));
        assertThat(answer.status()).as(answer.body()).isBetween(200, 204);
        List<QueryInfo> statements = StatementCounter.queriesOf(requestId);
        assertThat(statements).as(call).isNotEmpty();
        for (QueryInfo statement : statements) {
            plans.computeIfAbsent(call, key -> new ArrayList<>()).add(plan(call, statement));
        }
    }

    /** Returns how a statement is executed, in one line. */
    private String plan(String call, QueryInfo query) throws Exception {
        String sql = query.getQuery();
        if (sql.toLowerCase(Locale.ROOT).matches("(?s)\\s*(set|savepoint|rollback|release|call)\\b.*")) {
            return "local     " + sql;
        }
        try (Connection connection = connections.getConnection()) {
            connection.setAutoCommit(false);
            enter(connection);
            String plan = explained(connection, query);
            connection.rollback();
            boolean isDistributed = plan.contains("Citus Adaptive");
            if (isDistributed) {
                assertThat(plan).as("%s: %s", call, sql).contains("Task Count: 1").doesNotContain("Task Count: 8", "Distributed Subplan");
            }
            return (isDistributed ? "one shard " : "local     ") + sql.replaceAll("\\s+", " ").strip();
        }
    }

    private void enter(Connection connection) throws SQLException {
        try (PreparedStatement entering = connection.prepareStatement("select catalog_version from enter_company(?, 0, now(), '0')")) {
            entering.setLong(1, companyId);
            entering.executeQuery();
        }
    }

    private String explained(Connection connection, QueryInfo query) throws Exception {
        String sql = query.getQuery().replace("current_company()", String.valueOf(companyId))
                .replaceAll("\\b(searched_(?:words|contact|opportunity|account)) (?!where\\b)([a-z][a-z0-9_]*)\\b",
                        "(select * from $1 where company_id = " + companyId + ") $2");
        StringBuilder plan = new StringBuilder();
        try (PreparedStatement statement = connection.prepareStatement("explain (costs off) " + sql.replaceAll("(?i) returning .*$", ""))) {
            for (ParameterSetOperation parameter : query.getParametersList().getFirst()) {
                parameter.getMethod().invoke(statement, parameter.getArgs());
            }
            for (ResultSet rows = statement.executeQuery(); rows.next();) {
                plan.append(rows.getString(1)).append('\n');
            }
        }
        return plan.toString();
    }

}
