package io.opportunities.crm.opportunity;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.ApiTest;
import io.opportunities.support.Client;
import io.opportunities.support.DatabaseOwner;
import io.opportunities.support.TestResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Undoes merges at once, and compares every row of the company with its state from before: all but its version and the author and time of its
 * last change. {@code -Dmodel.runs=100} runs more of them.
 */
@ApiTest
class MergeIdentityTests {

    private static final int RECORDS = 5;
    private static final Map<String, String> ROWS = Map.of(
            "opportunity", "to_jsonb(r) - array['version', 'updated_at', 'updated_by_id', 'last_activity']",
            "account", "to_jsonb(r) - array['version', 'updated_at']",
            "contact", "to_jsonb(r) - array['version', 'updated_at']",
            "opportunity_contact", "to_jsonb(r)", "account_contact", "to_jsonb(r)", "record_words", "to_jsonb(r)");

    @Autowired
    private DatabaseOwner database;

    private final Client company;

    MergeIdentityTests(Client company) {
        this.company = company;
    }

    static Stream<Arguments> merges() {
        return IntStream.range(0, Integer.getInteger("model.runs", 2)).boxed().flatMap(
                seed -> Stream.of("opportunities", "accounts", "contacts").map(kind -> Arguments.of(kind, seed)));
    }

    @ParameterizedTest
    @MethodSource("merges")
    void anUnmergeRightAfterAMergeRestoresEachRow(String kind, int seed) {
        Random random = new Random(seed);
        Map<String, List<Long>> ids = fill(random);
        List<Long> records = new ArrayList<>(ids.get(kind));
        Collections.shuffle(records, random);
        long target = records.getFirst();
        List<Long> sources = records.subList(1, 2 + random.nextInt(RECORDS - 1));
        Map<String, String> before = rows();

        TestResponse merged = company.post("/%s/%d/merge".formatted(kind, target),
                "{\"sources\": %s, \"members\": {\"title\": %d}}".formatted(sources, sources.getLast()));
        Map<String, String> between = rows();
        TestResponse unmerged = company.post("/%s/%d/unmerge".formatted(kind, target), "{\"sources\": %s}".formatted(sources));

        assertThat(merged.status()).as(merged.body()).isEqualTo(200);
        assertThat(between).isNotEqualTo(before);
        assertThat(unmerged.json().get("changedSince")).isEmpty();
        assertThat(rows()).isEqualTo(before);
    }

    /** Makes contacts, then accounts and opportunities that have them, each with some members. */
    private Map<String, List<Long>> fill(Random random) {
        company.post("/properties", "{\"recordType\": \"opportunity\", \"name\": \"Roof type\", \"type\": \"TEXT\"}");
        company.post("/properties", "{\"recordType\": \"account\", \"name\": \"Roof type\", \"type\": \"TEXT\"}");
        long workflow = company.post("/workflows", "{\"name\": \"Sales\", \"phases\": [{\"name\": \"Lead\"}, {\"name\": \"Bid\"}]}").id();
        Map<String, List<Long>> ids = new LinkedHashMap<>();
        ids.put("contacts", make(random, "contacts", i -> "\"name\": \"Jo %d\"".formatted(i), Map.of(
                "title", i -> "\"Owner %d\"".formatted(i),
                "emails", i -> "[\"jo%d@example.com\", \"all@example.com\"]".formatted(i),
                "phones", i -> "[\"+1 615 555 01%02d\"]".formatted(i))));
        List<Long> contacts = ids.get("contacts");
        Map<String, Member> common = Map.of(
                "description", i -> "\"Text %d\"".formatted(i),
                "primaryEmail", i -> "\"p%d@example.com\"".formatted(i),
                "primaryPhone", i -> "\"+1 615 555 02%02d\"".formatted(i),
                "externalId", i -> "\"X%d\"".formatted(i),
                "source", i -> "\"Form %d\"".formatted(i),
                "contacts", i -> "[%d, %d]".formatted(contacts.get(i), contacts.get((i + 1) % RECORDS)),
                "custom", i -> "{\"roof_type\": \"Metal %d\"}".formatted(i));
        Map<String, Member> ofAccounts = new TreeMap<>(common);
        ofAccounts.put("accountType", i -> "\"COMMERCIAL\"");
        ids.put("accounts", make(random, "accounts",
                i -> "\"title\": \"Account %d\", \"address\": \"%d Oak St, Nashville, TN 37201\"".formatted(i, i + 1), ofAccounts));
        Map<String, Member> ofOpportunities = new TreeMap<>(common);
        ofOpportunities.put("value", i -> i + ".50");
        ofOpportunities.put("confidence", i -> "1" + i);
        ofOpportunities.put("workflowId", i -> String.valueOf(workflow));
        ofOpportunities.put("accountId", i -> String.valueOf(ids.get("accounts").get(i)));
        ids.put("opportunities",
                make(random, "opportunities",
                        i -> "\"title\": \"Roof %d\", \"address\": [\"%d Elm St, Nashville, TN 37201\"], \"trades\": [\"T%d\"]"
                                .formatted(i, i + 1, i),
                        ofOpportunities));
        return ids;
    }

    private List<Long> make(Random random, String kind, Member required, Map<String, Member> optional) {
        return IntStream.range(0, RECORDS).mapToObj(i -> {
            String members = new TreeMap<>(optional).entrySet().stream().filter(member -> random.nextInt(3) > 0)
                    .map(member -> ", \"%s\": %s".formatted(member.getKey(), member.getValue().of(i))).collect(Collectors.joining());
            TestResponse made = company.post("/" + kind + "?match_by=title", "{" + required.of(i) + members + "}");
            assertThat(made.status()).as(made.body()).isEqualTo(201);
            return made.id();
        }).toList();
    }

    private Map<String, String> rows() {
        Map<String, String> rows = new TreeMap<>();
        long companyId = company.get("/contacts?page_size=1").json().get(0).get("companyId").asLong();
        ROWS.forEach((table, row) -> rows.put(table, database.sql(
                "select string_agg(row::text, e'\\n' order by row::text) from (select %s as row from %s r where r.company_id = ?) as r"
                        .formatted(row, table))
                .param(companyId).query((found, number) -> String.valueOf(found.getString(1))).single()));
        return rows;
    }

    /** The value of a member of the record with a number. */
    @FunctionalInterface
    private interface Member {

        String of(int number);
    }
}
