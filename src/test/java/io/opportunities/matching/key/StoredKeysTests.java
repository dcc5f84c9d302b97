package io.opportunities.matching.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StoredKeysTests {

    private final List<String> queries = new ArrayList<>();

    @Test
    void recordsOfLowerVersionsAreReadFirstAndAlone() {
        assertThat(read(List.of("a"), List.of("b"))).containsExactly("a");
        assertThat(queries).containsExactly("version < ? limit 5");
    }

    @Test
    void recordsOfHigherVersionsAreReadOnceThereAreNoLowerOnes() {
        assertThat(read(List.of(), List.of("b"))).containsExactly("b");
        assertThat(queries).containsExactly("version < ? limit 5", "version > ? limit 5");
    }

    @Test
    void currentRecordsAreNotRead() {
        assertThat(read(List.of(), List.of())).isEmpty();
    }

    private List<String> read(List<String> lower, List<String> higher) {
        return StoredKeys.readStale("version %s ?", 5, (query, limit) -> {
            queries.add(query + " limit " + limit);
            return query.contains("<") ? lower : higher;
        });
    }
}
