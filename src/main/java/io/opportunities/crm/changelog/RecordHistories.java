package io.opportunities.crm.changelog;

import io.opportunities.search.RecordType;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The histories of all kinds of records. */
@Component
public final class RecordHistories {

    private final Map<RecordType, RecordHistory> all;

    RecordHistories(List<RecordHistory> histories) {
        this.all = histories.stream().collect(Collectors.toMap(RecordHistory::kind, Function.identity()));
    }

    public RecordHistory of(RecordType type) {
        return Objects.requireNonNull(all.get(type));
    }
}
