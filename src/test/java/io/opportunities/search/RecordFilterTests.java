package io.opportunities.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.web.error.Violations;
import io.opportunities.web.query.QueryParameters;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordFilterTests {

    private static final String ACTIVE = "(r.details.active = true)";

    @Test
    void withoutParametersEveryActiveRecordIsListed() {
        assertThat(conditions(Map.of()).text()).isEqualTo(ACTIVE);
    }

    @Test
    void archivedRecordsAreListedOnRequest() {
        assertThat(conditions(Map.of("include_archived", new String[]{"true"})).text()).isEqualTo("1 = 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"q", "title", "address", "primaryName", "primaryPhone", "primaryEmail"})
    void aBlankParameterFiltersNothing(String name) {
        Conditions conditions = conditions(Map.of(name, new String[]{" \u00a0"}));

        assertThat(conditions.text()).isEqualTo(ACTIVE);
        assertThat(conditions.lookup()).isEmpty();
    }

    @Test
    void aTitleContainsTheTrimmedText() {
        assertThat(conditions(Map.of("title", new String[]{" 50% "})).parameters()).containsValue("%50\\%%");
    }

    @Test
    void aPhoneIsFoundByItsTextOrItsDigits() {
        Conditions conditions = conditions(Map.of("primaryPhone", new String[]{"(615) 555"}));

        assertThat(conditions.parameters()).containsValues("%(615) 555%", "%615555%");
    }

    @Test
    void aPhoneWithoutDigitsIsFoundByItsTextOnly() {
        Conditions conditions = conditions(Map.of("primaryPhone", new String[]{"cell"}));

        assertThat(conditions.text()).doesNotContain("phoneKey");
        assertThat(conditions.parameters()).isEqualTo(Map.of("v0", "%cell%"));
    }

    @Test
    void theWordsAreThoseOfTheRecordType() {
        assertThat(conditions(Map.of("q", new String[]{" oak roof "})).lookup())
                .contains(new FullTextQuery(RecordType.ACCOUNT, "oak roof"));
    }

    private static Conditions conditions(Map<String, String[]> parameters) {
        return RecordFilter.from(new QueryParameters(parameters, new Violations(), read -> {})).conditions(RecordType.ACCOUNT);
    }
}
