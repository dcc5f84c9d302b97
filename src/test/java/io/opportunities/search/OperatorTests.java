package io.opportunities.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class OperatorTests {

    @Test
    void theNamesOnTheWireAreThoseOfTheContract() {
        assertThat(Operator.wireNames(Operator.allBut())).containsExactly("eq", "neq", "gt", "gte", "lt", "lte", "contains", "in", "nin",
                "between", "exists");
    }

    @ParameterizedTest
    @EnumSource
    void everyOperatorIsFoundByItsName(Operator operator) {
        assertThat(Operator.of(operator.wireName())).contains(operator);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "EQ", "=", "ne", " eq", "not in"})
    void anyOtherNameIsNoOperator(String name) {
        assertThat(Operator.of(name)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"EQ | a = :v0", "GTE | a >= :v0", "LT | a < :v0", "CONTAINS | a ilike :v0 escape '\\'",
            "IN | a in (:v0)"})
    void oneValueIsCompared(Operator operator, String jpql) {
        assertThat(operator.compare("a", List.of(":v0"))).isEqualTo(jpql);
    }

    @Test
    void aListIsSeparatedByCommasAndARangeByAnd() {
        assertThat(Operator.IN.compare("a", List.of(":v0", ":v1"))).isEqualTo("a in (:v0, :v1)");
        assertThat(Operator.BETWEEN.compare("a", List.of(":v0", ":v1"))).isEqualTo("a between :v0 and :v1");
    }
}
