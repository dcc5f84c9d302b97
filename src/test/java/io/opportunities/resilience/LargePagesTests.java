package io.opportunities.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.ApiTest;
import io.opportunities.support.Client;
import io.opportunities.support.Concurrently;
import io.opportunities.support.DatabaseOwner;
import io.opportunities.support.SecondInstance;
import io.opportunities.support.Service;
import io.opportunities.support.StatementCounter;
import io.opportunities.support.TestResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Records of 400 KB, of which two fit into a response. */
@ApiTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LargePagesTests {

    private static final int RECORDS = 5;
    private static final int MAX_BYTES = 1_100_000;

    @Autowired
    Service service;

    @Autowired
    DatabaseOwner owner;

    Client company;
    Client longTexts;
    long first;

    @BeforeAll
    void fill() {
        longTexts = companyOfLongTexts();
        company = service.newCompany();
        for (String type : List.of("opportunity", "account")) {
            company.post("/properties", """
                    {"recordType": "%s", "name": "Notes", "type": "TEXT", "isMultiple": true}""".formatted(type));
            for (int i = 0; i < RECORDS; i++) {
                TestResponse made = company.post(type.equals("account") ? "/accounts" : "/opportunities", record(i, notes(40, i)));
                assertThat(made.status()).isEqualTo(201);
                first = i == 0 && type.equals("opportunity") ? made.id() : first;
            }
        }
        for (int i = 0; i < RECORDS - 1; i++) {
            company.patch("/opportunities/" + first, "{\"custom\": {\"notes\": %s}}".formatted(notes(20, i + 10)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/opportunities?page_size=50", "/opportunities?order_by=asc", "/opportunities?cursor=",
            "/accounts?page_size=50",
            "/opportunities/search?prop1=title&op1=contains&value1=large", "/accounts/search?prop1=isActive&op1=eq&value1=true&cursor=",
            "/opportunities/FIRST/changes"})
    void aPageOfLargeRecordsEndsEarlyAndTheNextOneGoesOnWithoutAGap(String list) {
        String path = list.replace("FIRST", String.valueOf(first));

        List<TestResponse> byLink = follow(path, LargePagesTests::nextLink);
        List<TestResponse> byCursor = follow(path, answer -> next(path, answer));

        assertThat(byLink).hasSizeBetween(2, RECORDS).allMatch(page -> page.body().length() < MAX_BYTES);
        assertThat(ids(byLink)).hasSize(RECORDS).doesNotHaveDuplicates();
        assertThat(ids(byCursor)).isEqualTo(ids(byLink));
    }

    @Test
    void aPageOfLargeRecordsIsReadBackwardsWithoutAGap() {
        List<TestResponse> forwards = follow("/opportunities?cursor=", LargePagesTests::nextLink);

        List<TestResponse> backwards = follow(link(forwards.getLast(), "prev"), answer -> link(answer, "prev"));

        List<Long> before = ids(backwards.reversed());
        assertThat(before).isEqualTo(ids(forwards).subList(0, before.size())).hasSize(RECORDS - forwards.getLast().json().size());
    }

    @ParameterizedTest
    @CsvSource({"/contacts, 100", "/accounts, 100", "/teams, 30"})
    void aPageOfRecordsThatAreLargeByWhatTheyShowIsBoundedToo(String list, int records) {
        String path = list + "?page_size=100";

        List<TestResponse> pages = follow(longTexts, path, answer -> next(path, answer));

        assertThat(pages).hasSizeBetween(2, 10).allMatch(page -> page.body().length() < 2 * MAX_BYTES);
        assertThat(ids(pages)).hasSize(records).doesNotHaveDuplicates();
    }

    @Test
    void aLargeRecordAloneShowsMoreThanOnAPage() {
        JsonNode ofAPage = longTexts.get("/contacts?page_size=50").json().get(0);
        JsonNode alone = longTexts.get("/contacts/" + ofAPage.get("id")).json();

        assertThat(ofAPage.get("accounts").size()).isBetween(20, 50);
        assertThat(alone.get("accounts")).hasSize(100);
        assertThat(longTexts.get("/accounts?page_size=50").json()).allMatch(account -> !account.get("contacts").isEmpty());
        assertThat(longTexts.get("/accounts/" + alone.at("/accounts/0/id")).json().get("contacts").size()).isBetween(30, 50);
    }

    @Test
    void aCompanyLeavesRoomForOthers() throws Exception {
        try (SecondInstance instance = SecondInstance.beside(service, "opportunities.max-answer-memory=1000000")) {
            Client greedy = company.at(instance.url());
            Client other = longTexts.at(instance.url());
            List<Callable<TestResponse>> calls = new ArrayList<>(Collections.nCopies(6, () -> greedy.get("/opportunities?page_size=100")));
            calls.add(() -> other.get("/teams?page_size=100"));

            List<TestResponse> answers = Concurrently.send(calls);

            assertThat(answers).extracting(TestResponse::status).isSubsetOf(200, 503);
            assertThat(answers.getLast().status()).isEqualTo(200);
            assertThat(answers.getLast().json().size()).as("what half of the room takes").isBetween(4, 6);
        }
    }

    @Test
    void pagesOfSmallRecordsAreFullAndReadByOneStatement() {
        Client small = service.newCompany();
        for (int i = 0; i < 21; i++) {
            TestResponse made = small.post("/opportunities", record(i, "null").replace("\"notes\": null", ""));
            assertThat(made.status()).isEqualTo(201);
        }

        TestResponse page = small.get("/opportunities");

        assertThat(page.json()).hasSize(20);
        assertThat(nextLink(page)).contains("page=2");
        assertThat(StatementCounter.of(page).stream().filter(sql -> sql.contains("from opportunity"))).hasSize(1);
    }

    @Test
    void customValuesOfARecordDoNotAddUpBeyondTheirLimit() {
        Client other = service.newCompany();
        List.of("A", "B").forEach(name -> other.post("/properties", """
                {"recordType": "opportunity", "name": "%s", "type": "TEXT", "isMultiple": true}""".formatted(name)));
        long id = other.post("/opportunities", record(0, "[]").replace("\"notes\"", "\"a\"")).id();

        TestResponse one = other.patch("/opportunities/" + id, "{\"custom\": {\"a\": %s}}".formatted(notes(90, 1)));
        TestResponse two = other.patch("/opportunities/" + id, "{\"custom\": {\"b\": %s}}".formatted(notes(90, 2)));
        TestResponse renamed = other.patch("/opportunities/" + id, "{\"title\": \"Still changed\"}");

        assertThat(one.status()).isEqualTo(200);
        assertThat(two.status()).isEqualTo(400);
        assertThat(two.errorFields()).containsExactly("custom");
        assertThat(renamed.status()).isEqualTo(200);
    }

    @Test
    void manyLargeRecordsAskedForAtOnceWaitForEachOther() throws Exception {
        try (SecondInstance instance = SecondInstance.beside(service, "opportunities.max-answer-memory=1000000")) {
            Client client = company.at(instance.url());
            client.get("/opportunities/" + first);

            List<TestResponse> records = Concurrently.send(Collections.nCopies(4, () -> client.get("/opportunities/" + first)));
            List<TestResponse> pages = Concurrently.send(Collections.nCopies(4, () -> client.get("/opportunities?page_size=100")));

            assertThat(records).extracting(TestResponse::status).containsOnly(200);
            assertThat(pages).extracting(TestResponse::status).containsOnly(200);
            assertThat(pages).allMatch(page -> page.json().size() >= 1 && page.body().length() < MAX_BYTES);
            assertThat(client.get("/opportunities").status()).as("room is given back").isEqualTo(200);
        }
    }

    @Test
    void theSizeOfTheLargestRowIsNoted() {
        assertThat(owner.sql("select c.largest_record from company c join opportunity o using (company_id) where o.id = ?").param(first)
                .query(Integer.class).single()).isBetween(600_000, 1_000_000);
    }

    /** Creates 100 accounts and as many contacts, all linked, and 30 teams of the same 100 users. Each text has its maximum length. */
    private Client companyOfLongTexts() {
        Client made = service.newCompany();
        long team = made.post("/teams", "{\"name\": \"Team 0\"}").id();
        long id = owner.sql("select company_id from team where id = ?").param(team).query(Long.class).single();
        fill(id, """
                insert into app_user (company_id, version, email, email_key, first_name, last_name, role, is_active, created_at, updated_at)
                select :id, 0, n || repeat('e', 240), n || repeat('e', 240), repeat('f', 255), repeat('l', 255), 'MEMBER', true, now(), now()
                  from generate_series(1, 100) n""");
        fill(id, """
                insert into team (company_id, version, name, created_at, updated_at)
                select :id, 0, 'Team ' || n, now(), now() from generate_series(1, 29) n""");
        fill(id, """
                insert into team_member (company_id, team_id, user_id, ordinal, is_team_lead)
                select :id, t.id, u.id, u.place, false
                  from team t, (select id, row_number() over (order by id) as place from app_user
                                 where company_id = :id and role = 'MEMBER') as u
                 where t.company_id = :id""");
        fill(id, """
                insert into contact (company_id, version, name, emails, email_keys, phones, phone_keys, created_by_id, created_at, updated_at)
                select :id, 0, 'Contact ' || n, e.all, e.all, '{}', '{}', (select min(id) from app_user where company_id = :id), now(), now()
                  from generate_series(1, 100) n,
                       lateral (select array_agg(n || '-' || i || repeat('e', 240)) as all from generate_series(1, 50) i) as e""");
        fill(id, """
                insert into account (company_id, version, title, address, custom, is_active, created_by_id, created_at, updated_at)
                select :id, 0, n || repeat('t', 250), '1 Oak St', '{}', true, (select min(id) from app_user where company_id = :id),
                       now(), now()
                  from generate_series(1, 100) n""");
        fill(id, """
                insert into account_contact (company_id, account_id, contact_id)
                select :id, a.id, c.id from account a, contact c where a.company_id = :id and c.company_id = :id""");
        return made;
    }

    private void fill(long id, String insert) {
        owner.sql(insert).param("id", id).update();
    }

    private List<TestResponse> follow(@Nullable String path, Function<TestResponse, @Nullable String> next) {
        return follow(company, path, next);
    }

    private static List<TestResponse> follow(Client caller, @Nullable String path, Function<TestResponse, @Nullable String> next) {
        List<TestResponse> pages = new ArrayList<>();
        for (String at = path; at != null; at = next.apply(pages.getLast())) {
            pages.add(caller.get(at));
            assertThat(pages.getLast().status()).isEqualTo(200);
            assertThat(pages).hasSizeLessThan(20);
        }
        return pages;
    }

    private static @Nullable String next(String path, TestResponse answer) {
        String cursor = answer.header("X-Next-Cursor");
        String plain = path.replaceAll("[?&]cursor=", "");
        return cursor == null ? null : plain + (plain.contains("?") ? "&" : "?") + "cursor=" + cursor;
    }

    private static @Nullable String nextLink(TestResponse answer) {
        return link(answer, "next");
    }

    private static @Nullable String link(TestResponse answer, String relation) {
        return answer.headers().allValues("Link").stream()
                .map(Pattern.compile("<([^>]*)>; rel=\"%s\"".formatted(relation))::matcher).filter(Matcher::find)
                .map(found -> found.group(1)).findFirst().orElse(null);
    }

    private static List<Long> ids(List<TestResponse> pages) {
        return pages.stream().flatMap(page -> page.json().valueStream()).map(record -> record.get("id")).map(JsonNode::asLong).toList();
    }

    /** Returns notes of ten thousand characters each. */
    private static String notes(int items, int seed) {
        return IntStream.range(0, items).mapToObj(i -> "\"%s%d-%d\"".formatted("x".repeat(9_990), seed, i))
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private static String record(int number, String notes) {
        return """
                {"title": "Large %d", "address": "%d Oak St", "custom": {"notes": %s}, "trades": ["Roofing"]}""".formatted(number,
                number + 1, notes);
    }
}
