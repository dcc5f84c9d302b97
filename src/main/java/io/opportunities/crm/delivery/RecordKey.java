package io.opportunities.crm.delivery;

import io.opportunities.crm.event.EventResponse;

/** The record whose events are delivered one after the other. */
record RecordKey(String recordType, long recordId) {

    static RecordKey of(EventResponse event) {
        return new RecordKey(event.recordType(), event.recordId());
    }
}
