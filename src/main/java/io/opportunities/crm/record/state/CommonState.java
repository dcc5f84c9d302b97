package io.opportunities.crm.record.state;

import io.opportunities.matching.key.MatchKeys;
import java.util.List;

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

    public CommonState archived() {
        return new CommonState(details.archived(), matchKeys, contacts);
    }
}
