package io.opportunities.opportunity;

import io.opportunities.address.PostalAddress;
import io.opportunities.identity.Caller;
import jakarta.persistence.PostPersist;
import jakarta.persistence.PostUpdate;
import org.springframework.context.ApplicationEventPublisher;

/** Tells that an opportunity was written with another address, whatever it was that changed it. */
class AddressChanges {

    private final ApplicationEventPublisher events;

    AddressChanges(ApplicationEventPublisher events) {
        this.events = events;
    }

    /**
     * An opportunity has another address than before, or is new.
     *
     * @param by who wrote it
     */
    record AddressChanged(Caller by, long opportunityId, PostalAddress address) {}

    @PostPersist
    @PostUpdate
    void tell(Opportunity opportunity) {
        if (opportunity.takeMoved()) {
            events.publishEvent(new AddressChanged(Caller.current(), opportunity.id(), opportunity.state().details().place()));
        }
    }
}
