package io.opportunities.crm.changelog;

import io.opportunities.crm.changelog.field.FieldChange;
import io.opportunities.search.RecordType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A change with the record as it was after it.
 *
 * @param version of the record after the change, from 1
 * @param place in the order of all changes
 * @param by its author, null if unknown
 * @param members of the record after the change, with {@link ChangeTracked#hidden}; numbers are {@link java.math.BigDecimal}. Of a removed
 * record they are those before its removal
 */
public record PastChange(RecordType recordType, long recordId, long version, long place, Instant at, ChangeResponse.@Nullable By by,
        Action action, List<FieldChange> changes, Map<String, Object> members) {

    /** Returns the change of a member, null if the member did not change. */
    public @Nullable FieldChange change(String field) {
        return changes.stream().filter(change -> change.field().equals(field)).findFirst().orElse(null);
    }
}
