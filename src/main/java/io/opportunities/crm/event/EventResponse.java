package io.opportunities.crm.event;

import io.opportunities.crm.changelog.ChangeResponse;
import io.opportunities.crm.changelog.field.FieldChange;
import io.opportunities.crm.changelog.PastChange;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An event in JSON.
 *
 * @param eventId the same in every read and delivery
 * @param sequence counts up in the log, with gaps
 * @param firedAt time of the change
 * @param by its author
 * @param record the record as it was after the change, in the form of a GET of it
 */
public record EventResponse(String eventId, long sequence, String recordType, long recordId, String triggerKey, String triggerName,
        Instant firedAt, ChangeResponse.@Nullable By by, List<FieldChange> changes, Object record) {

    static EventResponse of(PastChange change, Trigger trigger, Object record) {
        long sequence = sequence(change, trigger);
        return new EventResponse("evt_" + sequence, sequence, change.recordType().wireName(), change.recordId(), trigger.name(),
                trigger.title(), change.at(), change.by(), change.changes(), record);
    }

    static long sequence(PastChange change, Trigger trigger) {
        return change.place() * Trigger.PER_CHANGE + trigger.ordinal();
    }
}
