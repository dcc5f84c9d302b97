package io.opportunities.identity.audit;

import io.opportunities.identity.Caller;
import io.opportunities.identity.ClientAddress;
import io.opportunities.search.PageReader;
import io.opportunities.search.page.Page;
import io.opportunities.search.page.PageQuery;
import io.opportunities.web.error.RequestIdFilter;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import org.slf4j.MDC;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The public service of this package: records the creation and revocation of keys, in the same transaction. */
@Service
@Transactional(readOnly = true)
public class AuthenticationEventService {

    private final EntityManager database;
    private final PageReader listing;

    AuthenticationEventService(EntityManager database, PageReader listing) {
        this.database = database;
        this.listing = listing;
    }

    /** Records a key that the caller has created. */
    @Transactional
    public void keyCreated(long keyId, Instant at) {
        record(AuthenticationEventType.KEY_CREATED, keyId, at);
    }

    /** Records a key that the caller revokes. */
    @Transactional
    public void keyRevoked(long keyId, Instant at) {
        record(AuthenticationEventType.KEY_REVOKED, keyId, at);
    }

    Page<AuthenticationEventResponse> list(AuthenticationEventFilter filter, PageQuery query) {
        return listing.page(AuthenticationEvent.class, filter.conditions(), query, AuthenticationEvent::id)
                .map(page -> page.stream().map(AuthenticationEvent::response).toList());
    }

    private void record(AuthenticationEventType kind, long keyId, Instant at) {
        String address = ClientAddress.current().map(ClientAddress::text).orElse(null);
        // the foreign key requires the row of the key first
        database.flush();
        database.persist(new AuthenticationEvent(kind, keyId, Caller.current().userId(), at, address, MDC.get(RequestIdFilter.LOGGED)));
    }
}
