package io.opportunities.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionsTests {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private final Conditions conditions = new Conditions();

    @Test
    void noConditionMatchesAll() {
        assertThat(conditions.text()).isEqualTo("1 = 1");
    }

    @Test
    void allConditionsMustMatch() {
        conditions.and("a or b").and("c = :value", 5);

        assertThat(conditions.text()).isEqualTo("(a or b) and (c = :v0)");
    }

    @Test
    void equalValuesHaveParametersOfTheirOwn() {
        conditions.and("a = :value", 5).and("b = :value", 5);

        assertThat(conditions.parameters()).isEqualTo(Map.of("v0", 5, "v1", 5));
    }

    @Test
    void aMissingValueAddsNoCondition() {
        conditions.andIf(Optional.empty(), "a = :value");

        assertThat(conditions.text()).isEqualTo("1 = 1");
        assertThat(conditions.parameters()).isEmpty();
    }

    @Test
    void aCopyIsChangedAlone() {
        conditions.and("a = :value", 5);

        Conditions copy = conditions.copy().and("b = :value", 6);

        assertThat(copy.text()).isEqualTo("(a = :v0) and (b = :v1)");
        assertThat(conditions.text()).isEqualTo("(a = :v0)");
        assertThat(conditions.parameters()).doesNotContainKey("v1");
    }

    @Test
    void aCopyHasNoLookUp() {
        assertThat(conditions.andWords(Optional.of("roof"), RecordType.OPPORTUNITY).copy().lookup()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"roof, %roof%", "50%, %50\\%%", "a_b, %a\\_b%", "a\\, %a\\\\%", "\\%, %\\\\\\%%", "'', %%"})
    void aTextIsFoundLiterally(String text, String pattern) {
        assertThat(Conditions.containing(text)).isEqualTo(pattern);
    }

    /** A client passes the end of one interval as the beginning of the next. */
    @Test
    void anIntervalHasItsBeginningAndNotItsEnd() {
        new UpdatedBetween(Optional.of(NOON), Optional.of(NOON)).addTo(conditions);

        assertThat(conditions.text()).isEqualTo("(r.updatedAt >= :v0) and (r.updatedAt < :v1)");
    }

    @Test
    void anOpenIntervalIsSyncedToo() {
        new UpdatedBetween(Optional.empty(), Optional.empty()).addTo(conditions);

        assertThat(conditions.isSynced()).isTrue();
        assertThat(conditions.text()).isEqualTo("1 = 1");
    }

    @Test
    void wordsOfAnOpportunityAreOfItsContactToo() {
        FullTextQuery words = new FullTextQuery(RecordType.OPPORTUNITY, "oak");

        assertThat(words.inOrder(new Conditions(), "{oak:*}").text()).isEqualTo("(with_words(r.id, r.primaryContactId, :v0))");
        assertThat(words.counted(new Conditions(), "{oak:*}").parameters()).isEqualTo(Map.of("v0", "{oak:*}"));
    }

    @Test
    void wordsOfAnotherRecordAreItsOwn() {
        FullTextQuery words = new FullTextQuery(RecordType.CONTACT, "oak");

        assertThat(words.inOrder(conditions, "{oak:*}").text()).contains("w.recordType = 'contact'");
        assertThat(conditions.parameters()).isEqualTo(Map.of("v0", "oak"));
    }
}
