package io.opportunities.crm.property.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opportunities.support.ApiTest;
import io.opportunities.support.Client;
import io.opportunities.support.Concurrently;
import io.opportunities.support.DatabaseOwner;
import io.opportunities.support.StatementCounter;
import io.opportunities.support.TestResponse;
import java.sql.Connection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@ApiTest
class AllowNewOptionsTests {

    private static final String ALLOWED = "?allow_new_options=true";

    @Autowired
    private DatabaseOwner owner;

    private final Client company;
    private long property;

    AllowNewOptionsTests(Client company) {
        this.company = company;
    }

    @Test
    void aPropertyTakesNewOptionsUpToItsCeilingAndAPatchTakesBackWhatAGetGave() {
        dropdown(999, true);

        TestResponse last = post(ALLOWED, "[\"New 1\"]");
        TestResponse tooMany = post(ALLOWED, "[\"New 2\"]");
        TestResponse tried = post(ALLOWED + "&dry_run=true", "[\"New 2\"]");
        String listed = company.get("/properties/" + property).json().get("options").toString();
        TestResponse patched = company.patch("/properties/" + property, "{\"options\": %s}".formatted(listed));

        assertThat(last.status()).as(last.body()).isEqualTo(201);
        assertThat(List.of(tooMany.status(), tried.status())).as(tooMany.body()).containsOnly(400);
        assertThat(tooMany.errorFields()).isEqualTo(tried.errorFields()).containsExactly("custom.roof");
        assertThat(patched.status()).as(patched.body()).isEqualTo(200);
    }

    @Test
    void allOptionsOfAFullPropertyAreReplacedAtOnce() {
        dropdown(1_000, true);

        TestResponse patched = company.patch("/properties/" + property, "{\"options\": [%s]}".formatted(labels("Other", 1_000)));

        assertThat(patched.status()).as(patched.body()).isEqualTo(200);
        assertThat(options()).hasSize(1_000).allMatch(label -> label.startsWith("Other"));
    }

    @RepeatedTest(5)
    void newOptionsOf64ClientsFillAPropertyToItsCeilingAndEachIsAddedOnce() throws Exception {
        dropdown(990, false);
        List<Callable<TestResponse>> calls = IntStream.range(0, 64).<Callable<TestResponse>>mapToObj(client -> () -> untilAnswered(
                client % 2 == 0 ? "\"New %d\"".formatted(client / 2) : "\"NEW %d\"".formatted(client / 2))).toList();

        List<TestResponse> answers = Concurrently.send(calls);

        assertThat(answers).extracting(TestResponse::status).as(answers.toString()).containsOnly(201, 400);
        assertThat(options()).hasSize(1_000).extracting(String::toLowerCase).doesNotHaveDuplicates();
        assertThat(answers.stream().filter(answer -> answer.status() == 201).map(answer -> answer.json().at("/custom/roof").stringValue()))
                .hasSize(20).isSubsetOf(options());
    }

    /** Retries after a 503, as clients do. */
    private TestResponse untilAnswered(String roof) {
        TestResponse answer = post(ALLOWED, roof);
        for (int tries = 1; answer.status() == 503 && tries < 10; tries++) {
            answer = post(ALLOWED, roof);
        }
        return answer;
    }

    @Test
    void theSchemaRefusesAnOptionBeyondTheCeiling() {
        dropdown(1_000, true);

        assertThatThrownBy(() -> owner.sql("""
                insert into property_option (company_id, property_id, id, label, label_key)
                select company_id, property_id, -max(id), 'x', 'x' from property_option where property_id = ? group by 1, 2""")
                .param(property).update()).hasMessageContaining("property_option_room");
    }

    @Test
    void aRequestHoldsFewLocksHoweverManyOptionsItBrings() throws Exception {
        dropdown(1, true);
        try (Connection other = owner.begin()) {
            other.createStatement().execute("select 1 from property where id = %d for update".formatted(property));
            CompletableFuture<TestResponse> posted = CompletableFuture
                    .supplyAsync(() -> post(ALLOWED, "[%s]".formatted(labels("New", 100))));
            owner.awaitLockWait();

            assertThat(owner.sql("""
                    select count(*) from pg_locks where locktype = 'advisory'
                       and pid in (select pid from pg_locks where not granted)""").query(Long.class).single()).isLessThanOrEqualTo(4);
            other.rollback();
            assertThat(posted.get().status()).isEqualTo(201);
        }
        assertThat(options()).hasSize(101);
    }

    @Test
    void aRequestBringsABoundedNumberOfNewOptions() {
        dropdown(1, true);
        company.post("/properties", """
                {"recordType": "opportunity", "name": "Wall", "type": "DROPDOWN", "isMultiple": true}""");
        String hundred = labels("New", 100);

        TestResponse refused = company.post("/opportunities" + ALLOWED, """
                {"title": "Many", "address": "1 Oak St", "trades": ["Roofing"], "custom": {"roof": [%s], "wall": ["One more"]}}"""
                .formatted(hundred));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.errorFields()).containsExactly("custom.wall[0]");
        assertThat(options()).hasSize(1);
    }

    @Test
    void anUnknownOptionIsLookedUpAloneAndRefused() {
        dropdown(1_000, true);
        post("", "[\"A 1\"]");

        TestResponse refused = post("", "[\"Unknown\"]");

        assertThat(refused.errorFields()).containsExactly("custom.roof[0]");
        assertThat(StatementCounter.of(refused).stream().filter(sql -> sql.contains("property"))).as("asks for the one option").hasSize(1)
                .noneMatch(sql -> sql.contains("left join"));
    }

    private void dropdown(int options, boolean multiple) {
        property = company.post("/properties", """
                {"recordType": "opportunity", "name": "Roof", "type": "DROPDOWN", "isMultiple": %s, "options": [%s]}"""
                .formatted(multiple, labels("A", options))).id();
    }

    private static String labels(String name, int count) {
        return IntStream.rangeClosed(1, count).mapToObj("\"%s %%d\"".formatted(name)::formatted).collect(Collectors.joining(", "));
    }

    private TestResponse post(String query, String roof) {
        return company.post("/opportunities" + query, """
                {"title": "%d", "address": "1 Oak St", "trades": ["Roofing"], "custom": {"roof": %s}}""".formatted(System.nanoTime(),
                roof));
    }

    private List<String> options() {
        return company.get("/properties/" + property).json().get("options").valueStream().map(JsonNode::stringValue).toList();
    }
}
