package io.opportunities.crm.opportunity;

import io.opportunities.address.geo.BackgroundGeocoder;
import io.opportunities.address.geo.Location;
import io.opportunities.crm.opportunity.AddressChangeListener.AddressChanged;
import io.opportunities.crm.opportunity.state.OpportunityLocation;
import io.opportunities.identity.Caller;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionOperations;

/** Stores the point that a geocoding service finds for an address, in place of the shipped one. */
@Component
class LocationRefiner {

    private final BackgroundGeocoder geocoding;
    private final OpportunityRepository opportunities;
    private final TransactionOperations transactions;

    LocationRefiner(BackgroundGeocoder geocoding, OpportunityRepository opportunities, TransactionOperations transactions) {
        this.geocoding = geocoding;
        this.opportunities = opportunities;
        this.transactions = transactions;
    }

    @TransactionalEventListener
    void find(AddressChanged event) {
        geocoding.locate(event.address(), found -> store(event, found));
    }

    /** Stores the point unless the address has changed since. */
    private void store(AddressChanged event, Location found) {
        Caller.service(event.by().companyId(), event.by().userId()).run(() -> transactions.execute(status -> opportunities
                .place(event.opportunityId(), event.address().line(), OpportunityLocation.of(found))));
    }
}
