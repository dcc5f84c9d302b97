package io.opportunities.audit;

import io.opportunities.common.RequestIdFilter;
import io.opportunities.identity.Caller;
import io.opportunities.identity.ClientAddress;
import io.opportunities.listing.Listing;
import io.opportunities.listing.Page;
import io.opportunities.listing.PageQuery;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import org.slf4j.MDC;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The face of this package: notes what becomes of keys, in the transaction that does it. */
@Service
@Transactional(readOnly = true)
public class AuthenticationLog {

    private final EntityManager database;
    private final Listing listing;

    AuthenticationLog(EntityManager database, Listing listing) {
        this.database = database;
        this.listing = listing;
    }

    /** A key that the caller has made. */
    @Transactional
    public void keyCreated(long keyId, Instant at) {
        note(Kind.KEY_CREATED, keyId, at);
    }

    /** A key that the caller takes out of use. */
    @Transactional
    public void keyRevoked(long keyId, Instant at) {
        note(Kind.KEY_REVOKED, keyId, at);
    }

    Page<AuthenticationEventResponse> list(AuthenticationEventFilter filter, PageQuery query) {
        return listing.page(AuthenticationEvent.class, filter.conditions(), query, AuthenticationEvent::id)
                .map(page -> page.stream().map(AuthenticationEvent::response).toList());
    }

    private void note(Kind kind, long keyId, Instant at) {
        String address = ClientAddress.current().map(ClientAddress::text).orElse(null);
        // the key must be there before what refers to it
        database.flush();
        database.persist(new AuthenticationEvent(kind, keyId, Caller.current().userId(), at, address, MDC.get(RequestIdFilter.LOGGED)));
    }
}
