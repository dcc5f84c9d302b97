package io.opportunities.crm.record.state;

import java.util.Map;

/**
 * The state of a record that a request can change.
 *
 * @param <S> the state of records of the same type
 */
public interface RecordState<S extends RecordState<S>> {

    CommonState common();

    S archived();

    /** Returns the members that clients can change, by their JSON names, without empty ones. */
    Map<String, Object> members();

    /** Returns what the members do not say, and an earlier version needs. */
    default Map<String, Object> hidden() {
        return Map.of();
    }

    default boolean active() {
        return common().details().active();
    }
}
