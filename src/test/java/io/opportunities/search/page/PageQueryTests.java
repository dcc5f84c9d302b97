package io.opportunities.search.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.web.error.Violation;
import io.opportunities.web.error.Violations;
import io.opportunities.web.query.QueryParameters;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageQueryTests {

    private static final String NEXT = new Cursor(42L, false, Optional.empty()).toString();
    private static final String PREVIOUS = new Cursor(42L, true, Optional.empty()).toString();

    private final Violations violations = new Violations();

    @Test
    void aListBeginsWithTheTwentyNewest() {
        assertThat(PageQuery.newestFirst(query())).isEqualTo(new PageQuery(1, 20, true, Optional.empty(), false));
    }

    @Test
    void aSearchBeginsWithTheTwentyOldest() {
        assertThat(PageQuery.oldestFirst(query())).isEqualTo(new PageQuery(1, 20, false, Optional.empty(), false));
    }

    @Test
    void theOrderIsThatOfTheRequest() {
        assertThat(PageQuery.newestFirst(query("order_by", "asc")).isDescending()).isFalse();
        assertThat(PageQuery.oldestFirst(query("order_by", "desc")).isDescending()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"page_size, 1", "page_size, 100", "page, 1", "page, 1000000"})
    void theLimitsOfAPageAreAllowed(String parameter, String value) {
        PageQuery.newestFirst(query(parameter, value));

        assertThat(violations.isEmpty()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"page_size, 0", "page_size, 101", "page_size, -1", "page_size, many", "page, 0", "page, 1000001", "page, 99999999999",
            "order_by, id", "include_total, yes", "cursor, 42"})
    void aValueBeyondTheLimitsIsRejected(String parameter, String value) {
        PageQuery.newestFirst(query(parameter, value));

        assertThat(violations.all()).extracting(Violation::field).containsExactly(parameter);
    }

    @Test
    void aCursorReplacesThePage() {
        PageQuery.newestFirst(query("cursor", NEXT, "page", "2"));

        assertThat(violations.all()).extracting(Violation::message).containsExactly("cursor must not be given together with page");
    }

    @ParameterizedTest
    @CsvSource({"1, 20, 0", "2, 20, 20", "1000000, 100, 99999900"})
    void earlierPagesAreSkipped(String page, String pageSize, int offset) {
        assertThat(PageQuery.newestFirst(query("page", page, "page_size", pageSize)).offset()).isEqualTo(offset);
    }

    @Test
    void aPageBeforeARecordIsReadInTheOppositeOrder() {
        assertThat(PageQuery.newestFirst(query("cursor", PREVIOUS)).isDescending()).isFalse();
        assertThat(PageQuery.oldestFirst(query("cursor", PREVIOUS)).isDescending()).isTrue();
        assertThat(PageQuery.newestFirst(query("cursor", NEXT)).isDescending()).isTrue();
    }

    @Test
    void aWalkBeginsAtTheFirstPageOrABlankCursor() {
        assertThat(PageQuery.newestFirst(query()).isFirst()).isTrue();
        assertThat(PageQuery.newestFirst(query("cursor", "")).isFirst()).isTrue();
        assertThat(PageQuery.newestFirst(query("page", "2")).isFirst()).isFalse();
        assertThat(PageQuery.newestFirst(query("cursor", NEXT)).isFirst()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"20, false, false", "21, false, true", "3, true, true", "0, false, false"})
    void aListGoesOnAfterAFullOrCutPage(int rows, boolean cut, boolean goesOn) {
        List<String> items = Collections.nCopies(rows, "a");

        assertThat(new PageRows<>(items, cut).isPast(PageQuery.newestFirst(query()))).isEqualTo(goesOn);
    }

    private QueryParameters query(String... namesAndValues) {
        Map<String, String[]> parameters = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            parameters.put(namesAndValues[i], new String[]{namesAndValues[i + 1]});
        }
        return new QueryParameters(parameters, violations, read -> {});
    }
}
