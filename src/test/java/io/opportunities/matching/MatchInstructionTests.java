package io.opportunities.matching;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.web.error.Violation;
import io.opportunities.web.error.Violation.Code;
import io.opportunities.web.error.Violations;
import io.opportunities.web.query.QueryParameters;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MatchInstructionTests {

    private final Violations violations = new Violations();

    @Test
    void withoutParametersATitleMatchIsSkippedAndNothingIsAdded() {
        assertThat(read(Map.of())).isEqualTo(new MatchInstruction(MatchBy.TITLE, MatchFoundStrategy.SKIP, false, false));
        assertThat(violations.isEmpty()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"title, TITLE", "primaryEmail, PRIMARY_EMAIL", "primaryPhone, PRIMARY_PHONE", "address, ADDRESS"})
    void everyKeyIsNamedAsTheMemberThatHasIt(String wireName, MatchBy key) {
        assertThat(read(Map.of("match_by", new String[]{wireName})))
                .isEqualTo(new MatchInstruction(key, MatchFoundStrategy.SKIP, false, false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"mail", "Title", "TITLE", "", " title"})
    void anyOtherKeyIsRejectedWithTheAllowedOnes(String other) {
        read(Map.of("match_by", new String[]{other}));

        assertThat(violations.all()).singleElement().extracting(Violation::message).asString()
                .startsWith("match_by must be one of title, primaryEmail, primaryPhone, address").endsWith("was \"" + other + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"merge", "Skip", "", "skip,replace"})
    void anyOtherStrategyIsRejectedWithTheAllowedOnes(String other) {
        read(Map.of("match_found_strategy", new String[]{other}));

        assertThat(violations.all()).containsExactly(new Violation("match_found_strategy", Code.NOT_ALLOWED,
                "match_found_strategy must be one of skip, replace, enrich; was \"%s\"".formatted(other)));
    }

    @Test
    void everyParameterIsRead() {
        MatchInstruction read = read(Map.of("match_found_strategy", new String[]{"enrich"}, "allow_new_options", new String[]{"true"},
                "dry_run", new String[]{"true"}));

        assertThat(read).isEqualTo(new MatchInstruction(MatchBy.TITLE, MatchFoundStrategy.ENRICH, true, true));
    }

    private MatchInstruction read(Map<String, String[]> parameters) {
        return MatchInstruction.from(new QueryParameters(parameters, violations, read -> {}));
    }
}
