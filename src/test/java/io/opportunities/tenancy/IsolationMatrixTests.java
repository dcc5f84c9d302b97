package io.opportunities.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.ApiTest;
import io.opportunities.support.Client;
import io.opportunities.support.DatabaseOwner;
import io.opportunities.support.FilledCompany;
import io.opportunities.support.OpenApiDocument;
import io.opportunities.support.SampleBodies;
import io.opportunities.support.Service;
import io.opportunities.support.TestResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Every operation of the served document, called by one company with the ids of another in every place for an id. */
@Tag("citus")
@ApiTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class IsolationMatrixTests {

    /** More than the records of all kinds of the caller's company. For each kind, some numbers are then no id of that company. */
    private static final int COPIES = 10;
    private static final int OF_EACH_KIND = 2;

    private final Set<String> called = new TreeSet<>();

    @Autowired
    private Service service;

    @Autowired
    private DatabaseOwner owner;

    private ServedOperations served;
    private FilledCompany theirs;
    private FilledCompany ours;
    private List<Long> theirIds;
    private Map<String, String> before;

    @BeforeAll
    void twoCompanies() {
        setIdsApart();
        theirs = FilledCompany.of(service.newCompany(), COPIES);
        ours = FilledCompany.of(service.newCompany(), 1);
        // ids of different kinds can be equal numbers: an id of any record of the caller's company would rightly be found
        Set<Long> ourIds = ours.allIds();
        theirIds = theirs.ids().values().stream().flatMap(kind -> kind.stream().filter(id -> !ourIds.contains(id)).limit(OF_EACH_KIND))
                .distinct().toList();
        served = new ServedOperations(new OpenApiDocument(ours.client().get("/openapi.json").json()));
        before = theirs.everything(served.gets(), theirIds);
    }

    /** In a new database, the first ids of all kinds are the same numbers. */
    private void setIdsApart() {
        owner.sql("""
                select setval(format('%I.%I', schemaname, sequencename)::regclass,
                              coalesce(last_value, 0) + 1000 * row_number() over (order by sequencename))
                  from pg_sequences where schemaname = 'public'""").query(Long.class).list();
    }

    @Test
    @Order(1)
    void theirIdsOfEveryKindAreTried() {
        List<String> kinds = served.gets().stream().filter(path -> path.endsWith("/{id}")).toList();

        assertThat(kinds).hasSizeGreaterThan(6).allSatisfy(kind -> assertThat(theirIds.stream()
                .map(id -> theirs.client().get(kind.replace("{id}", id.toString())).status())).as(kind).contains(200));
    }

    @Test
    @Order(2)
    void anIdOfTheirsInAPathIsNotFound() {
        served.all().forEach((operation, described) -> {
            if (operation.contains("{")) {
                theirIds.forEach(id -> assertThat(call(operation, id, served.bodies(described).findFirst().orElse(null), "").status())
                        .as(operation + " " + id).isEqualTo(404));
            }
        });
    }

    @Test
    @Order(2)
    void anIdOfTheirsInABodyIsRefused() {
        List<String> members = new ArrayList<>();
        served.all().forEach((operation, described) -> {
            JsonNode schema = served.schema(described);
            if (schema != null) {
                served.bodies().idMembers(schema).forEach(members::add);
                List<Long> owns = ownIds(operation);
                theirIds.forEach(id -> served.bodies().withId(schema, id).forEach(body -> owns.forEach(own -> assertThat(
                        ServedOperations.status(call(operation, own, body.toString(), ""))).as(operation + " " + body).isIn(400, 404))));
            }
        });
        assertThat(members).contains("accountId", "clientId", "workflowId", "phaseId", "contacts", "ownerId", "salesRepId",
                "projectManagerId", "accountIds", "id");
    }

    @Test
    @Order(2)
    void anIdOfTheirsInAQueryFindsNothing() {
        served.all()
                .forEach(
                        (operation, described) -> served.parameters(described, "query")
                                .filter(each -> SampleBodies.isId(each.get("schema")))
                                .forEach(parameter -> theirIds.forEach(id -> assertThat(
                                        call(operation, 0, null, parameter.get("name").stringValue() + "=" + id).json()).as(operation)
                                        .isEmpty())));
        served.searches().forEach(operation -> served.members(operation).forEach(member -> theirIds.forEach(id -> {
            String query = "prop1=%s&op1=%%s&value1=%d&include_archived=true&page_size=100".formatted(member, id);
            assertThat(call(operation, 0, null, query.formatted("eq")).json()).as(operation + " " + query).isEmpty();
            call(operation, 0, null, query.formatted("neq"));
        })));
    }

    @Test
    @Order(2)
    void aListHasNothingOfTheirsFromWhereverItBegins() {
        served.gets().stream().filter(path -> !path.contains("{")).forEach(path -> {
            assertThat(call("GET " + path, 0, null, path.endsWith("/search")
                    ? "prop1=id&op1=gt&value1=0&include_archived=true"
                    : "include_archived=true&page_size=100&q=zq&order_by=asc&include_total=true").status()).as(path).isEqualTo(200);
            theirIds.forEach(
                    id -> Stream.of("after", "before").forEach(side -> call("GET " + path, 0, null, "prop1=id&op1=gt&value1=0&cursor="
                            + Base64.getUrlEncoder().withoutPadding().encodeToString((side + " " + id).getBytes(StandardCharsets.UTF_8)))));
        });
    }

    @Test
    @Order(3)
    void everyOperationWasCalled() {
        served.all().forEach((operation, described) -> {
            if (!called.contains(operation)) {
                TestResponse answer = call(operation, 0, served.bodies(described).findFirst().orElse(null), "");
                assertThat(answer.status()).as(operation + " " + answer).isBetween(200, 202);
            }
        });
        assertThat(called).isEqualTo(served.all().keySet()).hasSizeGreaterThan(50);
    }

    @Test
    @Order(4)
    void theirRecordsAreWhatTheyWere() {
        assertThat(before).hasSizeGreaterThan(100);
        assertThat(theirs.everything(served.gets(), theirIds)).isEqualTo(before);
    }

    /** Calls as the caller's company, and checks the response for data of the other. */
    private TestResponse call(String operation, long id, @Nullable String body, String query) {
        String[] words = operation.split(" ");
        String path = words[1].replaceAll("\\{\\w+}", String.valueOf(id)) + (query.isEmpty() ? "" : "?" + query);
        boolean login = served.operation(operation).at("/security/0").has("login");
        Client caller = login ? ours.client().withKey(null) : ours.client();
        Map<String, String> headers = new HashMap<>(login ? ours.login() : Map.of());
        String sent = body;
        JsonNode file = served.operation(operation).at("/requestBody/content").path("text/csv");
        if (!file.isMissingNode()) {
            headers.put("Content-Type", "text/csv");
            sent = file.at("/examples/example/value").stringValue();
        }
        TestResponse answer = caller.send(words[0], path, sent == null ? null : sent.getBytes(StandardCharsets.UTF_8), headers);
        called.add(operation);
        assertThat(theirs.isIn(answer)).as("%s %s tells of another company: %s", operation, id, answer).isFalse();
        assertThat(answer.status()).as(operation + " " + answer).isLessThan(500);
        return answer;
    }

    /** Returns a record of the caller's company of the kind in the path; 0 without an id in the path. */
    private List<Long> ownIds(String operation) {
        if (!operation.contains("{")) {
            return List.of(0L);
        }
        String read = operation.substring(operation.indexOf('/')).replaceAll("}.*", "}");
        return ours.allIds().stream().filter(id -> ours.client().get(read.replaceAll("\\{\\w+}", id.toString())).status() == 200).limit(1)
                .toList();
    }
}
