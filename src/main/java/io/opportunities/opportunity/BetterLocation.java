package io.opportunities.opportunity;

import io.opportunities.geocoding.Geocoding;
import io.opportunities.identity.Caller;
import io.opportunities.location.Location;
import io.opportunities.opportunity.AddressChanges.AddressChanged;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionOperations;

/** Keeps the point that a geocoding service finds for an address, in place of the shipped one. */
@Component
class BetterLocation {

    private final Geocoding geocoding;
    private final OpportunityRepository opportunities;
    private final TransactionOperations transactions;

    BetterLocation(Geocoding geocoding, OpportunityRepository opportunities, TransactionOperations transactions) {
        this.geocoding = geocoding;
        this.opportunities = opportunities;
        this.transactions = transactions;
    }

    @TransactionalEventListener
    void find(AddressChanged event) {
        geocoding.locate(event.address(), found -> keep(event, found));
    }

    /** Unless the address has changed since. */
    private void keep(AddressChanged event, Location found) {
        Caller.service(event.by().companyId(), event.by().userId()).run(() -> transactions.execute(status -> opportunities
                .place(event.opportunityId(), event.address().line(), OpportunityLocation.of(found))));
    }
}
