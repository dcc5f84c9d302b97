package io.opportunities.crm.record.state;

import io.opportunities.crm.changelog.field.FieldValues;
import io.opportunities.matching.key.MatchKeys;
import java.util.List;
import java.util.Map;

/**
 * The part of the state of a record that is the same for every type.
 *
 * @param contacts ids, the primary one first
 */
public record CommonState(RecordDetails details, MatchKeys matchKeys, List<Long> contacts) {

    public static final CommonState NEW = new CommonState(RecordDetails.EMPTY, MatchKeys.NONE, List.of());

    public CommonState withContacts(List<Long> others) {
        return new CommonState(details, matchKeys, others);
    }

    /** Returns the members that say what the record is about. */
    public Map<String, Object> subject() {
        return new FieldValues().put("title", details.title()).put("description", details.description())
                .put("address", List.of(details.place().line())).all();
    }

    /** Returns the members that say whom to reach, and what other systems call the record. */
    public Map<String, Object> references() {
        return new FieldValues().put("primaryEmail", details.primaryEmail()).put("primaryPhone", details.primaryPhone())
                .put("source", details.source()).put("externalId", details.externalId()).put("contacts", contacts).all();
    }

    public CommonState archived() {
        return new CommonState(details.archived(), matchKeys, contacts);
    }
}
