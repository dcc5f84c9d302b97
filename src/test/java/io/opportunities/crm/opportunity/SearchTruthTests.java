package io.opportunities.crm.opportunity;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.crm.opportunity.SearchTruth.Field;
import io.opportunities.support.ApiTest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Each operator, on members of each kind, returns the same records as plain Java. */
@Tag("citus")
@ApiTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SearchTruthTests extends SearchedPermits {

    /** The same search for the service and for Java. */
    private record Question(String query, Predicate<JsonNode> condition) {}

    private record Term(Field field, String operator, List<String> values, String sent) {

        private String query(int number) {
            return "prop%1$d=%2$s&op%1$d=%3$s&value%1$d=%4$s".formatted(number, field.name(), operator,
                    URLEncoder.encode(sent, StandardCharsets.UTF_8));
        }
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

    /** Formats values as JSON, or as CSV in quotes. */
    private String list(List<String> values) {
        return random.nextBoolean()
                ? JsonMapper.shared().writeValueAsString(values)
                : values.stream().map(value -> "\"" + value.replace("\"", "\"\"") + "\"").collect(Collectors.joining(","));
    }
}
