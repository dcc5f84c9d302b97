package io.opportunities.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.ApiTest;
import io.opportunities.support.Client;
import io.opportunities.support.StatementCounter;
import io.opportunities.support.TestResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Records of 400 KB, of which two fit into a response. */
@ApiTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LargePagesTests extends LargeRecords {

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
}
