package io.opportunities.matching;

import static io.opportunities.common.PatchField.absent;
import static io.opportunities.common.PatchField.cleared;
import static io.opportunities.common.PatchField.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.common.PatchField;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

class MatchFoundStrategyTests {

    static final List<Arguments> MERGES = List.of(
            Arguments.of(MatchFoundStrategy.SKIP, "a", given("b"), "a"),
            Arguments.of(MatchFoundStrategy.SKIP, null, given("b"), null),
            Arguments.of(MatchFoundStrategy.REPLACE, "a", given("b"), "b"),
            Arguments.of(MatchFoundStrategy.REPLACE, "a", absent(), "a"),
            Arguments.of(MatchFoundStrategy.REPLACE, "a", cleared(), null),
            Arguments.of(MatchFoundStrategy.ENRICH, "a", given("b"), "a"),
            Arguments.of(MatchFoundStrategy.ENRICH, "a", cleared(), "a"),
            Arguments.of(MatchFoundStrategy.ENRICH, null, given("b"), "b"),
            Arguments.of(MatchFoundStrategy.ENRICH, " ", given("b"), "b"),
            Arguments.of(MatchFoundStrategy.ENRICH, null, cleared(), null));

    @ParameterizedTest
    @FieldSource("MERGES")
    void aMemberBecomesWhatTheStrategySays(MatchFoundStrategy strategy, @Nullable String current, PatchField<String> offered,
            @Nullable String merged) {
        assertThat(strategy.merge(current, offered)).isEqualTo(merged);
    }
}
