package io.opportunities.matching;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.matching.key.MatchBy;
import io.opportunities.web.error.Violation;
import io.opportunities.web.error.Violation.Code;
import io.opportunities.web.error.Violations;
import io.opportunities.web.query.QueryParameters;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MatchInstructionTests {

    private final Violations violations = new Violations();

    @Test
    void withoutParametersATitleMatchIsSkippedAndNothingIsAdded() {
        assertThat(read(Map.of())).isEqualTo(of(List.of(MatchBy.TITLE), null));
        assertThat(violations.isEmpty()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"title, TITLE", "primaryEmail, PRIMARY_EMAIL", "primaryPhone, PRIMARY_PHONE", "address, ADDRESS",
            "externalId, EXTERNAL_ID"})
    void everyKeyIsNamedAsTheMemberThatHasIt(String wireName, MatchBy key) {
        assertThat(read(Map.of("match_by", new String[]{wireName})))
                .isEqualTo(of(List.of(key), null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"mail", "Title", "TITLE", "", " title", "title address"})
    void anyOtherKeyIsRejectedWithTheAllowedOnes(String other) {
        read(Map.of("match_by", new String[]{other}));

        assertThat(violations.all()).singleElement().extracting(Violation::message).asString()
                .startsWith("match_by must be one of title, primaryEmail, primaryPhone, address, externalId, or several, comma-separated")
                .endsWith("was \"" + other + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"merge", "Skip", "", "skip,replace"})
    void anyOtherStrategyIsRejectedWithTheAllowedOnes(String other) {
        read(Map.of("match_found_strategy", new String[]{other}));

        assertThat(violations.all()).containsExactly(new Violation("match_found_strategy", Code.NOT_ALLOWED,
                "match_found_strategy must be one of skip, replace, enrich; was \"%s\"".formatted(other)));
    }

    @Test
    void aListIsReadInItsOrderAndEachKeyOnce() {
        assertThat(read(Map.of("match_by", new String[]{"externalId,primaryPhone,externalId,title"})))
                .isEqualTo(of(List.of(MatchBy.EXTERNAL_ID, MatchBy.PRIMARY_PHONE, MatchBy.TITLE), null));
        assertThat(violations.isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"title,", ",title", "title,mail", "title, address"})
    void aListWithAnyOtherKeyIsRejected(String list) {
        read(Map.of("match_by", new String[]{list}));

        assertThat(violations.all()).singleElement().extracting(Violation::code).isEqualTo(Code.NOT_ALLOWED);
    }

    @ParameterizedTest
    @CsvSource({"90d, 7776000", "12h, 43200", "30m, 1800", "45s, 45", "2w, 1209600", "36500d, 3153600000"})
    void aWindowIsADurationInOneUnit(String text, long seconds) {
        assertThat(read(Map.of("match_window", new String[]{text}))).isEqualTo(of(List.of(MatchBy.TITLE), Duration.ofSeconds(seconds)));
        assertThat(violations.isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "90", "d", "90D", "1.5d", "-1d", "0d", "36501d", "99999999999w", "P90D", "90d12h", "9999999999w"})
    void anyOtherWindowIsRejected(String text) {
        read(Map.of("match_window", new String[]{text}));

        assertThat(violations.all()).singleElement().extracting(Violation::message).asString()
                .startsWith("match_window must be a duration such as 90d").endsWith("was \"" + text + "\"");
    }

    @Test
    void everyParameterIsRead() {
        MatchInstruction read = read(Map.of("match_found_strategy", new String[]{"enrich"}, "allow_new_options", new String[]{"true"},
                "dry_run", new String[]{"true"}));

        assertThat(read).isEqualTo(new MatchInstruction(List.of(MatchBy.TITLE), null, MatchFoundStrategy.ENRICH, true, true));
    }

    private static MatchInstruction of(List<MatchBy> by, @Nullable Duration window) {
        return new MatchInstruction(by, window, MatchFoundStrategy.SKIP, false, false);
    }

    private MatchInstruction read(Map<String, String[]> parameters) {
        return MatchInstruction.from(new QueryParameters(parameters, violations, read -> {}));
    }
}
