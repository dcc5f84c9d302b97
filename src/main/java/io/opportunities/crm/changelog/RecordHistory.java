package io.opportunities.crm.changelog;

import io.opportunities.search.RecordType;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Shows the records of one kind as they were after past changes. */
public interface RecordHistory {

    RecordType kind();

    /** Returns the present state of records by id. A removed record is absent. */
    Map<Long, Present> present(Collection<Long> ids);

    /** Returns the responses for the records as they were after the changes, in the same order. */
    List<Object> responses(List<PastChange> changes);

    /** Returns whether the record had completed a phase after the change. */
    default boolean hasCompleted(PastChange change, long phaseId) {
        return false;
    }

    /**
     * A record as it is.
     *
     * @param version as in {@link ChangeTracked#version}
     * @param members with {@link ChangeTracked#hidden}
     */
    record Present(int version, Map<String, Object> members) {

        public static Present of(ChangeTracked record) {
            Map<String, Object> all = new LinkedHashMap<>(record.members());
            all.putAll(record.hidden());
            return new Present(record.version(), all);
        }
    }
}
