package io.opportunities.crm.opportunity;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.ApiTest;
import io.opportunities.support.Client;
import io.opportunities.support.Service;
import io.opportunities.support.TestResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Walks through a list while it changes. */
@Tag("citus")
@ApiTest
class CursorWalkTests {

    private static final int PERMANENT = 60;

    @Autowired
    private Service service;

    private Client company;
    private List<Long> permanent;

    @BeforeEach
    void aCompanyWithRecordsThatStay() {
        company = service.newCompany();
        permanent = IntStream.range(0, PERMANENT).mapToObj(i -> company.post("/opportunities", Opportunities.body()).id()).toList();
    }

    @Test
    void everyRecordThatExistedThroughoutComesExactlyOnce() throws InterruptedException {
        AtomicBoolean walking = new AtomicBoolean(true);
        AtomicInteger changes = new AtomicInteger();
        Thread others = Thread.ofVirtual().start(() -> {
            while (walking.get()) {
                changeTheList(changes.getAndIncrement());
            }
        });

        for (int round = 0; round < 6 || changes.get() <= 20; round++) {
            for (String order : List.of("asc", "desc")) {
                List<Long> walked = walk("/opportunities?page_size=7&order_by=" + order);
                List<Long> expected = order.equals("asc") ? permanent : permanent.reversed();
                assertThat(walked.stream().filter(permanent::contains)).isEqualTo(expected);
                assertThat(walked).doesNotHaveDuplicates();
            }
        }
        walking.set(false);
        others.join();

        assertThat(changes.get()).isGreaterThan(20);
    }

    @Test
    void linksLeadForthAndBackThroughTheSamePages() {
        List<Long> forth = new ArrayList<>();
        List<List<Long>> pages = new ArrayList<>();
        String path = "/opportunities?cursor=&page_size=25";
        String last = path;
        for (String next = path; next != null; next = link(company.get(next), "next")) {
            pages.add(ids(company.get(next)));
            forth.addAll(pages.getLast());
            last = next;
        }

        assertThat(forth).isEqualTo(permanent.reversed());
        assertThat(pages).hasSize(3);
        String back = link(company.get(last), "prev");
        assertThat(ids(company.get(String.valueOf(back)))).isEqualTo(pages.get(1));
        assertThat(ids(company.get(String.valueOf(link(company.get(String.valueOf(back)), "prev"))))).isEqualTo(pages.getFirst());
        assertThat(ids(company.get(String.valueOf(link(company.get(last), "first"))))).isEqualTo(pages.getFirst());
        assertThat(link(company.get(path), "prev")).isNull();
    }

    @Test
    void pagesAreLinkedByTheirNumberWhereNoCursorIsGiven() {
        TestResponse second = company.get("/v1/opportunities?page=2&page_size=20&include_total=true&title=oppor");

        assertThat(ids(second)).isEqualTo(permanent.reversed().subList(20, 40));
        assertThat(link(second, "next")).isEqualTo("/v1/opportunities?page_size=20&include_total=true&title=oppor&page=3");
        assertThat(link(second, "prev")).endsWith("page=1");
        assertThat(second.header("X-Total-Count")).isEqualTo(String.valueOf(PERMANENT));
        assertThat(link(company.get("/opportunities?page=3"), "next")).isNull();
        assertThat(company.get("/opportunities?page=3").header("X-Next-Cursor")).isNull();
    }

    @Test
    void aListUnderAnOldSpellingLinksItsSuccessorBesideItsPages() {
        long account = company.post("/accounts", "{\"title\": \"Cole\", \"address\": \"1 Oak St\"}").id();
        List<String> paths = List.of("/requests", "/v1/requests", "/requests/search",
                "/requests/%d/changes".formatted(permanent.getFirst()),
                "/clients", "/v1/clients/search", "/clients/%d/changes".formatted(account));

        for (String path : paths) {
            TestResponse list = company.get(path + (path.endsWith("search") ? "?prop1=city&op1=exists" : ""));
            assertThat(list.status()).as(list.body()).isEqualTo(200);
            assertThat(list.header("Deprecation")).as(path).startsWith("@");
            assertThat(link(list, "successor-version")).as(path)
                    .isEqualTo(path.replace("requests", "opportunities").replace("clients", "accounts"));
            assertThat(link(list, "first")).as(path).startsWith(path + "?");
        }
        assertThat(company.get("/opportunities").headers().allValues("Link")).noneMatch(link -> link.contains("successor-version"));
    }

    @Test
    void aCursorThatNobodyGaveIsRefusedAndSoAreTwoWaysAtOnce() {
        assertThat(company.get("/opportunities?cursor=nonsense").errorFields()).containsExactly("cursor");
        assertThat(company.get("/opportunities?cursor=&page=1").errorFields()).containsExactly("cursor");
        assertThat(company.get("/opportunities?cursor=YWZ0ZXIgeA").errorFields()).containsExactly("cursor");
    }

    @Test
    void theLongestQueryThatIsReadIsAlsoLinked() {
        String query = "?cursor=&page_size=1&order_by=asc&q=opportunity" + "%20opportunity".repeat(500);

        TestResponse first = company.get("/v1/requests" + query);
        TestResponse second = company.get(String.valueOf(link(first, "next")));

        assertThat(ids(second)).containsExactly(permanent.get(1));
        assertThat(link(second, "prev")).contains(query.substring(query.indexOf("&q=")));
    }

    private void changeTheList(int change) {
        Client client = company;
        switch (change % 3) {
            case 0 -> client.post("/opportunities", Opportunities.body());
            case 1 -> client.patch("/opportunities/" + permanent.get(change % PERMANENT), "{\"value\": %d}".formatted(change));
            default -> client.delete("/opportunities/" + client.post("/opportunities", Opportunities.body()).id());
        }
    }

    private List<Long> walk(String path) {
        List<Long> walked = new ArrayList<>();
        for (String cursor = ""; cursor != null;) {
            TestResponse page = company.get(path + "&cursor=" + cursor);
            walked.addAll(ids(page));
            cursor = page.header("X-Next-Cursor");
        }
        return walked;
    }

    private static List<Long> ids(TestResponse page) {
        return page.json().valueStream().map(record -> record.get("id").asLong()).toList();
    }

    private static @org.jspecify.annotations.Nullable String link(TestResponse page, String relation) {
        return page.headers().allValues("Link").stream()
                .filter(link -> link.endsWith("rel=\"%s\"".formatted(relation)))
                .map(link -> link.substring(1, link.indexOf('>')))
                .findFirst().orElse(null);
    }
}
