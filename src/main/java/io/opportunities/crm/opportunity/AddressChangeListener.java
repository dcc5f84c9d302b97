package io.opportunities.crm.opportunity;

import io.opportunities.address.PostalAddress;
import io.opportunities.identity.Caller;
import jakarta.persistence.PostPersist;
import jakarta.persistence.PostUpdate;
import org.springframework.context.ApplicationEventPublisher;

/** Publishes an event for each write of an opportunity with a new address, whatever its cause. */
class AddressChangeListener {

    private final ApplicationEventPublisher events;

    AddressChangeListener(ApplicationEventPublisher events) {
        this.events = events;
    }

    /**
     * An opportunity is new or its address has changed.
     *
     * @param by the caller that wrote it
     */
    record AddressChanged(Caller by, long opportunityId, PostalAddress address) {}

    @PostPersist
    @PostUpdate
    void publish(Opportunity opportunity) {
        if (opportunity.clearMoved()) {
            events.publishEvent(new AddressChanged(Caller.current(), opportunity.id(), opportunity.details().place().address()));
        }
    }
}
