package io.opportunities.crm.opportunity;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.ApiTest;
import io.opportunities.support.Client;
import io.opportunities.support.TestResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Merges of accounts and contacts, and the refusals of any merge. */
@Tag("citus")
@ApiTest
class MergeKindTests extends MergeCalls {

    MergeKindTests(Client company) {
        super(company);
    }

    @Test
    void anAccountTakesTheOpportunitiesAndContactsOfAnother() {
        long contact = company.post("/contacts", "{\"name\": \"Jo\"}").id();
        long target = account("Rivera", "");
        long source = account("Rivera LLC", ", \"contacts\": [%d], \"accountType\": \"COMMERCIAL\"".formatted(contact));
        long opportunity = post("\"accountId\": " + source);
        List<String> before = shown("/accounts", target, source);
        String contactBefore = withoutTimes(company.get("/contacts/" + contact).json());

        TestResponse merged = merge("/accounts", target, List.of(source), "");

        assertThat(merged.status()).as(merged.body()).isEqualTo(200);
        assertThat(company.get("/opportunities/" + opportunity).json().get("accountId").asLong()).isEqualTo(target);
        assertThat(company.get("/accounts/" + source).id()).isEqualTo(target);
        assertThat(company.get("/contacts/" + contact).json().get("accounts").toString())
                .isEqualTo("[{\"id\":%d,\"title\":\"Rivera\"}]".formatted(target));
        assertThat(company.get("/opportunities/" + opportunity + "/changes").json().get(0).get("changes").toString())
                .isEqualTo("[{\"field\":\"accountId\",\"from\":%d,\"to\":%d}]".formatted(source, target));
        assertThat(unmerge("/accounts", target, List.of(source)).json().get("changedSince")).isEmpty();
        assertThat(shown("/accounts", target, source)).isEqualTo(before);
        assertThat(company.get("/opportunities/" + opportunity).json().get("accountId").asLong()).isEqualTo(source);
        assertThat(withoutTimes(company.get("/contacts/" + contact).json())).isEqualTo(contactBefore);
    }

    @Test
    void aContactTakesThePlaceOfAnother() {
        long target = company.post("/contacts", "{\"name\": \"Jo\", \"emails\": [\"jo@example.com\"]}").id();
        long source = company
                .post("/contacts", "{\"name\": \"Joanna\", \"emails\": [\"joanna@example.com\"], \"phones\": [\"615-555-0134\"]}").id();
        long other = company.post("/contacts", "{\"name\": \"Lee\"}").id();
        long opportunity = post("\"contacts\": [%d, %d, %d]".formatted(source, other, target));
        long account = account("Rivera", ", \"contacts\": [%d]".formatted(source));
        List<String> before = shown("/contacts", target, source);
        List<String> linked = List.of(withoutTimes(company.get("/opportunities/" + opportunity).json()),
                withoutTimes(company.get("/accounts/" + account).json()));

        TestResponse merged = merge("/contacts", target, List.of(source), "\"name\": " + source);

        assertThat(merged.status()).as(merged.body()).isEqualTo(200);
        assertThat(company.get("/contacts/" + source).id()).isEqualTo(target);
        assertThat(company.get("/contacts/" + source).header("X-Merged-Into")).isEqualTo(String.valueOf(target));
        assertThat(company.patch("/contacts/" + source, "{\"title\": \"Owner\"}").status()).isEqualTo(409);
        assertThat(company.delete("/contacts/" + source).status()).isEqualTo(409);
        assertThat(company.get("/contacts/" + target).json().get("name").stringValue()).isEqualTo("Joanna");
        assertThat(company.get("/contacts/" + target).json().get("emails")).hasSize(2);
        assertThat(company.get("/opportunities/" + opportunity).json().get("contacts").toString())
                .isEqualTo("[%d,%d]".formatted(target, other));
        assertThat(company.get("/accounts/" + account).json().get("contacts").get(0).get("id").asLong()).isEqualTo(target);
        assertThat(company.get("/contacts?q=joanna").json()).hasSize(1);
        assertThat(
                company.post("/opportunities?match_by=primaryPhone", Opportunities.body("\"primaryEmail\": \"joanna@example.com\"")).json()
                        .get("contacts").get(0).asLong())
                .isEqualTo(target);
        assertThat(unmerge("/contacts", target, List.of(source)).json().get("changedSince")).isEmpty();
        assertThat(company.get("/contacts?q=joanna").json()).hasSize(1);
        assertThat(List.of(withoutTimes(company.get("/opportunities/" + opportunity).json()),
                withoutTimes(company.get("/accounts/" + account).json()))).isEqualTo(linked);
        assertThat(shown("/contacts", source)).isEqualTo(before.subList(1, 2));
    }

    @Test
    void everyFaultIsNamedAtOnce() {
        long target = post("\"value\": 1");
        long archived = post("\"value\": 1");
        company.delete("/opportunities/" + archived);

        TestResponse refused = merge("/opportunities", target, List.of(target, archived, 999_999L),
                "\"foo\": %d, \"title\": 999998".formatted(target));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.errorFields()).containsExactlyInAnyOrder("members.foo", "members.title", "sources[0]", "sources[1]",
                "sources[2]");
        assertThat(merge("/opportunities", 999_999L, List.of(target), "").status()).isEqualTo(404);
        assertThat(company.post("/opportunities/" + target + "/merge", "{}").errorFields()).containsExactly("sources");
        assertThat(company.post("/opportunities/" + target + "/merge", "{\"sources\": [%d]}".formatted(post("")),
                Map.of("If-Match", "\"9-abc\"")).status()).isEqualTo(412);
    }

    @Test
    void aSourceIsNamedByItsPlaceInTheRequest() {
        long target = post("\"value\": 1");
        long source = post("\"value\": 2");
        String path = "/opportunities/%d/".formatted(target);

        assertThat(company.post(path + "merge", "{\"sources\": [\"x\", 1, null]}").errorFields()).containsExactly("sources[0]",
                "sources[2]");
        assertThat(company.post(path + "unmerge", "{\"sources\": [\"x\", 1]}").errorFields()).containsExactly("sources[0]");
        assertThat(merge("/opportunities", target, List.of(source, source, 999_999L), "").errorFields()).containsExactly("sources[2]");
        assertThat(unmerge("/opportunities", target, List.of(source, source, 999_999L)).errorFields())
                .containsExactly("sources[0]", "sources[2]");
    }

    @Test
    void aContactHasAtMostFiftyEmailsAfterAMerge() {
        long target = company.post("/contacts", contactWithEmails("a", 30)).id();
        long source = company.post("/contacts", contactWithEmails("b", 30)).id();
        List<String> before = shown("/contacts", target, source);

        TestResponse refused = merge("/contacts", target, List.of(source), "");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().get("message").stringValue()).contains("at most 50 e-mails");
        assertThat(shown("/contacts", target, source)).isEqualTo(before);
    }

    private static String contactWithEmails(String name, int emails) {
        return "{\"name\": \"Jo\", \"emails\": [%s]}".formatted(IntStream.range(0, emails)
                .mapToObj(i -> "\"%s%d@example.com\"".formatted(name, i)).collect(Collectors.joining(", ")));
    }

    private long account(String title, String members) {
        return company.post("/accounts", "{\"title\": \"%s\", \"address\": \"1 Oak St, Nashville, TN 37201\"%s}".formatted(title, members))
                .id();
    }
}
