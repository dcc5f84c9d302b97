package io.opportunities.web.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.web.error.Violation;
import io.opportunities.web.error.Violations;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryParametersTests {

    private static final List<String> KINDS = List.of("account", "request");

    private final Violations violations = new Violations();

    record Filter(boolean dryRun, Optional<String> q, int page, List<String> recordTypes) {}

    @Test
    void aMissingParameterIsItsDefault() {
        QueryParameters query = query();

        assertThat(query.flag("a", true)).isTrue();
        assertThat(query.integer("a", 20, 1, 100)).isEqualTo(20);
        assertThat(query.oneOf("a", KINDS, kind -> kind, "request")).isEqualTo("request");
        assertThat(query.text("a")).isEmpty();
        assertThat(violations.isEmpty()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"true, true", "false, false"})
    void aFlagIsTrueOrFalse(String text, boolean flag) {
        assertThat(query("a", text).flag("a", !flag)).isEqualTo(flag);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yes", "True", "1", " true"})
    void anyOtherFlagIsRejected(String text) {
        assertThat(query("a", text).flag("a", true)).isTrue();
        assertThat(messages()).containsExactly("a must be one of true, false; was \"" + text + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "101", "-1", "5.0", "1e1", " 5", "99999999999", "five"})
    void anIntegerBeyondItsLimitsIsRejectedAndCountsAsTheDefault(String text) {
        assertThat(query("a", text).integer("a", 20, 1, 100)).isEqualTo(20);
        assertThat(messages()).containsExactly("a must be an integer from 1 to 100; was \"" + text + "\"");
    }

    @Test
    void aRepeatedParameterIsRejected() {
        assertThat(query("a", "1", "2").integer("a", 20, 1, 100)).isEqualTo(20);
        assertThat(messages()).containsExactly("a must be given once; came 2 times");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0000b", "\ud83d"})
    void aTextThatCannotBeStoredIsRejected(String text) {
        assertThat(query("a", text).text("a")).isEmpty();
        assertThat(violations.mentions("a")).isTrue();
    }

    @Test
    void wordsAreTrimmed() {
        assertThat(query("q", " oak\u00a0").words("q")).contains("oak");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\u00a0\u3000"})
    void blankWordsAreNone(String text) {
        assertThat(query("q", text).words("q")).isEmpty();
        assertThat(violations.isEmpty()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"7, 7", "' 7 ', 7", "-7, -7", "9223372036854775807, 9223372036854775807"})
    void anIdHas64Bits(String text, long id) {
        assertThat(query("id", text).id("id")).contains(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "7.0", "9223372036854775808"})
    void anyOtherIdIsRejected(String text) {
        assertThat(query("id", text).id("id")).isEmpty();
        assertThat(violations.mentions("id")).isTrue();
    }

    @Test
    void aPlusOfAnOffsetMayArriveAsASpace() {
        assertThat(query("updated_after", "2026-11-23T19:08:06 02:00").time("updated_after"))
                .contains(Instant.parse("2026-11-23T17:08:06Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "2026-11-23T19:08:06", "2026-13-01"})
    void anyOtherTimeIsRejected(String text) {
        assertThat(query("updated_after", text).time("updated_after")).isEmpty();
        assertThat(messages()).singleElement().asString().startsWith("updated_after must be a time such as 2026-11-23T19:08:06Z");
    }

    @Test
    void aListIsCommaSeparatedOrRepeated() {
        assertThat(query("record_type", "account, request", "account").listOf("record_type", KINDS))
                .containsExactly("account", "request", "account");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "account,", "project", "Account"})
    void anotherItemOfAListIsRejected(String text) {
        query("record_type", text).listOf("record_type", KINDS);

        assertThat(messages()).singleElement().asString().startsWith("record_type must be one or more of account, request; was ");
    }

    @Test
    void exclusiveParametersAreRejectedTogetherOnly() {
        new QueryParameters(Map.of("page", new String[]{"1"}), violations, asked -> {}).rejectBoth("cursor", "page");
        assertThat(violations.isEmpty()).isTrue();

        new QueryParameters(Map.of("page", new String[]{"1"}, "cursor", new String[]{""}), violations, asked -> {}).rejectBoth("cursor",
                "page");
        assertThat(messages()).containsExactly("cursor must not be given together with page");
    }

    @Test
    void aConvertedTextIsRejectedWithItsRule() {
        assertThat(query("a", "b").parsed("a", "must be c", text -> Optional.empty())).isEmpty();
        assertThat(messages()).containsExactly("a must be c; was \"b\"");
    }

    @Test
    void theDocumentationHasEveryParameterThatIsRead() {
        QueryRecord<Filter> read = new QueryRecord<>(Filter.class, query -> new Filter(query.flag("dry_run", false), query.text("q"),
                query.integer("page", 1, 1, 9), query.listOf("record_type", KINDS)));

        assertThat(read.parameters()).extracting(QueryParameter::name).containsExactly("dry_run", "q", "page", "record_type");
        assertThat(read.parameters()).extracting(QueryParameter::repeatable).containsExactly(false, false, false, true);
    }

    private List<String> messages() {
        return violations.all().stream().map(Violation::message).toList();
    }

    private QueryParameters query() {
        return new QueryParameters(Map.of(), violations, asked -> {});
    }

    private QueryParameters query(String name, String... values) {
        return new QueryParameters(Map.of(name, values), violations, asked -> {});
    }
}
