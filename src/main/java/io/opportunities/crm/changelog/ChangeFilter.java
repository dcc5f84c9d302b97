package io.opportunities.crm.changelog;

import io.opportunities.search.RecordType;
import java.util.Optional;

/** Restricts a read of the log to a kind of record, or to records with an id. */
public record ChangeFilter(Optional<RecordType> recordType, Optional<Long> recordId) {

    public static final ChangeFilter NONE = new ChangeFilter(Optional.empty(), Optional.empty());

    boolean isNone() {
        return recordType.isEmpty() && recordId.isEmpty();
    }
}
