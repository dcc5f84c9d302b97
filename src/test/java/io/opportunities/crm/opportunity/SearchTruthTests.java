package io.opportunities.crm.opportunity;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.common.PhoneNumbers;
import io.opportunities.crm.opportunity.SearchTruth.Field;
import io.opportunities.crm.opportunity.SearchTruth.Kind;
import io.opportunities.support.ApiTest;
import io.opportunities.support.Client;
import io.opportunities.support.Service;
import io.opportunities.support.TestResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Each operator, on members of each kind, returns the same records as plain Java. */
@Tag("citus")
@ApiTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SearchTruthTests {

    private static final List<String> NOTES = List.of("a,b", "say \"hi\"", "100%", "snake_case", "back\\slash", "50% of a_b\\c", "roof 🏠",
            "Äpfel", "äPFEL", "plain", "[not json]", "o'clock", "x".repeat(250) + "a", "X".repeat(250) + "b");
    private static final long SEED = System.getProperty("seed") == null ? System.nanoTime() : Long.getLong("seed");

    @Autowired
    private Service service;

    @Autowired
    private PhoneNumbers phoneNumbers;

    private final Random random = new Random(SEED);
    private Client company;
    private List<JsonNode> records;
    private SearchTruth truth;

    /** The same search for the service and for Java. */
    private record Question(String query, Predicate<JsonNode> condition) {}

    private record Term(Field field, String operator, List<String> values, String sent) {

        private String query(int number) {
            return "prop%1$d=%2$s&op%1$d=%3$s&value%1$d=%4$s".formatted(number, field.name(), operator,
                    URLEncoder.encode(sent, StandardCharsets.UTF_8));
        }
    }

    @BeforeAll
    void permitsWithValuesOfAllKinds() {
        truth = new SearchTruth(phoneNumbers);
        company = service.newCompany();
        List<ObjectNode> permits = Permits.sample();
        Permits.defineProperties(company, permits);
        property("note", "TEXT", "");
        property("floors", "NUMERIC", "");
        property("inspected", "CHECKBOX", "");
        property("due", "DATE", "");
        property("seen", "DATETIME", "");
        property("colors", "DROPDOWN", ", \"isMultiple\": true, \"options\": [\"Red\", \"Green, dark\", \"Blue\"]");
        long workflow = company.post("/workflows", """
                {"name": "Residential, new", "phases": [{"name": "Lead"}, {"name": "Survey"}]}""").id();
        long account = company.post("/accounts", "{\"title\": \"Cole\", \"address\": \"1 Oak St\"}").id();
        long user = company.get("/users").json().get(0).get("id").asLong();
        for (int i = 0; i < permits.size(); i++) {
            String body = enriched(permits.get(i), i, workflow, account, user).toString();
            assertThat(company.post("/opportunities?match_by=primaryEmail&allow_new_options=true", body).status()).isIn(200, 201);
        }
        for (int i = 5; i <= 8; i++) {
            assertThat(company.delete("/opportunities/" + all("/opportunities?order_by=asc").get(i).get("id")).status()).isEqualTo(200);
        }
        records = all("/opportunities?include_archived=true&order_by=asc");
        assertThat(records).hasSizeGreaterThan(290);
    }

    @Test
    void eachOperatorOnEachMemberFindsWhatJavaFinds() {
        assertAnsweredAsByJava(SearchTruth.fields().stream()
                .flatMap(field -> field.kind().operators().stream()
                        .flatMap(operator -> Stream.generate(() -> question(term(field, operator))).limit(3)))
                .toList());
    }

    @Test
    void twoTermsAreBothNeededOrEither() {
        List<Field> fields = SearchTruth.fields();
        assertAnsweredAsByJava(Stream.generate(() -> {
            Term one = term(fields.get(random.nextInt(fields.size())), null);
            Term other = term(fields.get(random.nextInt(fields.size())), null);
            String query = one.query(1) + "&" + other.query(2);
            return random.nextBoolean()
                    ? new Question(query, matches(one).and(matches(other)))
                    : new Question(query + "&logic=or", matches(one).or(matches(other)));
        }).limit(150).toList());
    }

    @Test
    void membersOfEveryRecordCanBeAskedWhetherTheyHaveAValue() {
        assertAnsweredAsByJava(SearchTruth.fields().stream()
                .filter(field -> !field.path().startsWith("/custom") && !field.name().equals("trades"))
                .flatMap(field -> Stream.of("true", "false")
                        .map(wanted -> question(new Term(field, "exists", List.of(wanted), wanted))))
                .toList());
    }

    @Test
    void whatHasNoValueIsNeitherEqualToAnyNorInAnyList() {
        List<Long> without = expected(record -> record.at("/custom/note").isMissingNode());

        assertThat(without).isNotEmpty();
        assertThat(found("prop1=note&op1=neq&value1=plain")).containsAll(without);
        assertThat(found("prop1=note&op1=nin&value1=plain,100%25")).containsAll(without);
        assertThat(found("prop1=accountId&op1=neq&value1=" + records.getFirst().get("accountId")))
                .containsAll(expected(record -> record.get("accountId").isNull()));
    }

    @Test
    void whatIsNoSearchIsRefusedWithEverythingThatIsWrongWithIt() {
        refused("", "prop1", "op1");
        refused("prop1=nope&op1=like&value1=x", "prop1", "op1");
        refused("prop1=value&op1=eq&value1=a%20lot", "value1");
        refused("prop1=value&op1=contains&value1=5", "op1");
        refused("prop1=value&op1=between&value1=5", "value1");
        refused("prop1=title&op1=eq", "value1");
        refused("prop1=jurisdiction&op1=eq&value1=x&prop2=imageUrl&op2=eq&value2=x", "prop1", "prop2");
        refused("prop1=note&op1=exists&value1=true", "op1");
        refused("prop1=city&op1=exists&value1=perhaps", "value1");
        refused("prop1=floors&op1=in&value1=%5B1,%7B%7D%5D&prop2=due&op2=gt&value2=tomorrow&logic=xor", "value1", "value2", "logic");
        refused("prop1=city&op1=in&value1=%5B%22%5Cu0000%22%5D", "value1");
        refused("prop1=city&op1=in&value1=%22open", "value1");
        refused("prop1=due&op1=eq&value1=%2B12026-01-01", "value1");
        refused("prop1=title'%20or%201=1--&op1=eq&value1=x", "prop1");
        refused("prop2=city", "prop1", "op1", "op2");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
            "prop1=value&op1=between&value1=250,100           | OUT_OF_RANGE    | value1 must have the lower value first; was \"250,100\"",
            "prop1=due&op1=between&value1=2026-02-01,2026-01-31 | OUT_OF_RANGE  | value1 must have the lower value first; was \"2026-02-01,2026-01-31\"",
            "prop1=createdAt&op1=between&value1=2026-02-01,2026-01-31 | OUT_OF_RANGE | value1 must have the lower value first; was \"2026-02-01,2026-01-31\"",
            "prop1=status&op1=eq&value1=OPEN                  | NOT_ALLOWED     | value1 must be one of ACTIVE, ON_HOLD, CANCELLED, COMPLETED to search by status; was \"OPEN\"",
            "prop1=geoLocation&op1=eq&value1=x                | NOT_ALLOWED     | prop1 must be another member: geoLocation is shown, but cannot be searched by",
            "prop1=phase&op1=eq&value1=Lead                   | WRONG_TYPE      | value1 must be the id of a phase to search by phase; was \"Lead\"",
            "prop1=owner&op1=eq&value1=Sam                    | WRONG_TYPE      | value1 must be the id of a user to search by owner; was \"Sam\"",
            "prop1=value&op1=eq&value1=much                   | WRONG_TYPE      | value1 must be a number to search by value; was \"much\"",
            "prop1=note&op1=eq                                | REQUIRED        | value1 is required: what to compare with",
            "prop1=city&op1=eq                                | REQUIRED        | value1 is required: what to compare with; records without a value are found by exists"})
    void whatIsWrongWithASearchIsSaidInItsTerms(String query, String code, String message) {
        TestResponse refused = company.get("/opportunities/search?" + query);

        assertThat(refused.json().at("/errors/0/code").stringValue()).isEqualTo(code);
        assertThat(refused.json().at("/errors/0/message").stringValue()).isEqualTo(message);
    }

    private void refused(String query, String... fields) {
        TestResponse refused = company.get("/opportunities/search?" + query);

        assertThat(refused.status()).as(query).isEqualTo(400);
        assertThat(refused.errorFields()).as(query).contains(fields);
    }

    private Question question(Term term) {
        return new Question(term.query(1), matches(term));
    }

    private void assertAnsweredAsByJava(List<Question> questions) {
        questions.parallelStream().forEach(question -> assertThat(found(question.query())).as("%s, seed %d", question.query(), SEED)
                .isEqualTo(expected(question.condition())));
    }

    private List<Long> expected(Predicate<JsonNode> condition) {
        return records.stream().filter(condition).map(record -> record.get("id").asLong()).toList();
    }

    private Predicate<JsonNode> matches(Term term) {
        return truth.matches(term.field(), term.operator(), term.values());
    }

    private List<Long> found(String query) {
        return all("/opportunities/search?include_archived=true&" + query).stream().map(record -> record.get("id").asLong()).toList();
    }

    private List<JsonNode> all(String path) {
        List<JsonNode> all = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            TestResponse page = company.get(path + "&page_size=100&cursor=" + cursor);
            assertThat(page.status()).as(path + " " + page.body()).isEqualTo(200);
            page.json().forEach(all::add);
            cursor = page.header("X-Next-Cursor");
        }
        return all;
    }

    /** Draws values of records, in any case, and sometimes an absent value. */
    private Term term(Field field, @Nullable String operator) {
        String chosen = operator == null ? field.kind().operators().get(random.nextInt(field.kind().operators().size())) : operator;
        List<String> values = new ArrayList<>();
        int count = chosen.equals("between") ? 2 : chosen.equals("in") || chosen.equals("nin") ? 1 + random.nextInt(4) : 1;
        for (int i = 0; i < count; i++) {
            values.add(value(field, chosen.equals("contains")));
        }
        if (chosen.equals("between")) {
            values.sort(field.kind().order());
        }
        return new Term(field, chosen, values, count == 1 && !List.of("in", "nin").contains(chosen) ? values.getFirst() : list(values));
    }

    private String value(Field field, boolean part) {
        List<JsonNode> known = records.stream().flatMap(record -> field.values(record).stream()).toList();
        String value = known.isEmpty() ? "1" : known.get(random.nextInt(known.size())).asString();
        if (List.of(Kind.NUMBER, Kind.FLAG, Kind.DATE, Kind.TIME).contains(field.kind())) {
            return value;
        }
        if (part) {
            int from = value.offsetByCodePoints(0, random.nextInt(value.codePointCount(0, value.length())));
            String rest = value.substring(from);
            value = rest.substring(0, rest.offsetByCodePoints(0, Math.min(rest.codePointCount(0, rest.length()), 1 + random.nextInt(6))));
            value = value.isBlank() ? "e" : value.strip();
        }
        return random.nextBoolean() ? value : value.toUpperCase(java.util.Locale.ROOT);
    }

    /** Formats values as JSON, or as CSV in quotes. */
    private String list(List<String> values) {
        return random.nextBoolean()
                ? JsonMapper.shared().writeValueAsString(values)
                : values.stream().map(value -> "\"" + value.replace("\"", "\"\"") + "\"").collect(Collectors.joining(","));
    }

    private ObjectNode enriched(ObjectNode permit, int i, long workflow, long account, long user) {
        ObjectNode custom = (ObjectNode) permit.get("custom");
        permit.put("primaryEmail", "person%d@%s.example".formatted(i, i % 2 == 0 ? "bücher" : "mail"));
        if (i % 3 != 0) {
            permit.put("primaryPhone", i % 2 == 0 ? "(615) 555-%04d".formatted(i / 2) : "+1 615.555.%04d x%d".formatted(i / 2, i));
            custom.put("note", NOTES.get(i % NOTES.size()));
            custom.put("floors", i % 7 - 3 + i % 2 * 0.5);
        }
        if (i % 4 != 0) {
            permit.put("workflowId", workflow).put("size", i * 10).put("confidence", i % 101);
            custom.put("inspected", i % 8 == 1).put("due", "20%02d-0%d-11".formatted(20 + i % 9, 1 + i % 9));
        }
        if (i % 5 == 0) {
            permit.put("accountId", account).put("ownerId", user);
            custom.put("seen", "2026-0%d-02T03:04:05Z".formatted(1 + i % 9)).putArray("colors").add("red")
                    .add(i % 2 == 0 ? "GREEN, DARK" : "blue");
        }
        return permit;
    }

    private void property(String key, String type, String more) {
        TestResponse made = company.post("/properties", """
                {"recordType": "opportunity", "name": "%1$s", "keyName": "%1$s", "type": "%2$s"%3$s}""".formatted(key, type, more));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
    }
}
