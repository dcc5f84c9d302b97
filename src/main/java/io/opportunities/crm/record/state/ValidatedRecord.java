package io.opportunities.crm.record.state;

import io.opportunities.crm.property.value.CustomValues;
import io.opportunities.matching.key.MatchKeys;
import java.util.List;

/** A valid request to create or change a record. */
public interface ValidatedRecord {

    RecordDraft common();

    CustomValues custom();

    MatchKeys matchKeys();

    /** Returns the ids of the contacts that the request lists. */
    List<Long> contacts();

    /** Returns whether to write nothing. */
    boolean dryRun();
}
