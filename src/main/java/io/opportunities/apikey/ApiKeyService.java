package io.opportunities.apikey;

import io.opportunities.audit.AuthenticationLog;
import io.opportunities.common.ApiException;
import io.opportunities.identity.Caller;
import io.opportunities.identity.CallerCache;
import io.opportunities.identity.Token;
import io.opportunities.listing.Conditions;
import io.opportunities.listing.Listing;
import io.opportunities.listing.Page;
import io.opportunities.listing.PageQuery;
import io.opportunities.user.UserDeactivated;
import io.opportunities.user.UserService;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The face of this package: makes keys, lists them without their tokens, revokes them. */
@Service
@Transactional(readOnly = true)
public class ApiKeyService {

    private final ApiKeyRepository keys;
    private final Listing listing;
    private final UserService users;
    private final AuthenticationLog log;
    private final CallerCache callers;
    private final InstantSource time;

    ApiKeyService(ApiKeyRepository keys, Listing listing, UserService users, AuthenticationLog log, CallerCache callers,
            InstantSource time) {
        this.keys = keys;
        this.listing = listing;
        this.users = users;
        this.log = log;
        this.callers = callers;
        this.time = time;
    }

    /** Makes a key of the caller for a token that is known already, as on the first start. */
    @Transactional
    public void create(ApiKeyDraft draft, Token token) {
        save(draft, token);
    }

    @Transactional
    ApiKeyResponse.Created create(ApiKeyDraft draft) {
        Caller caller = Caller.current();
        Token token = Token.random();
        // who is being deactivated meanwhile gets no key: it would work again when they come back
        String email = users.holdActive(caller.userId()).orElseThrow(ApiException::wrongPassword).email();
        ApiKey key = save(draft, token);
        return new ApiKeyResponse.Created(token.reveal(), key.id(), caller.companyId(), draft.name(), draft.description(), email);
    }

    Page<ApiKeyResponse> list(PageQuery query) {
        Conditions where = new Conditions().and("r.revokedAt is null").andIf(Optional.ofNullable(owner()), "r.userId = :value");
        return listing.page(ApiKey.class, where, query, ApiKey::id).map(page -> page.stream().map(ApiKey::response).toList());
    }

    @Transactional
    ApiKeyResponse revoke(long id) {
        ApiKey key = keys.find(id, owner()).orElseThrow(() -> ApiException.notFound("API key", id));
        revoke(key);
        callers.forgetCompanyAfterCommit();
        return key.response();
    }

    @EventListener
    @Transactional
    void revokeAllOf(UserDeactivated user) {
        keys.allOf(user.id()).forEach(this::revoke);
    }

    private void revoke(ApiKey key) {
        Instant now = time.instant();
        key.revoke(now);
        log.keyRevoked(key.id(), now);
    }

    private ApiKey save(ApiKeyDraft draft, Token token) {
        Instant now = time.instant();
        ApiKey key = keys.save(new ApiKey(Caller.current().userId(), draft, token, now));
        log.keyCreated(key.id(), now);
        return key;
    }

    /** Admins see the keys of all users, the others their own. */
    private static @Nullable Long owner() {
        Caller caller = Caller.current();
        return caller.isAdmin() ? null : Long.valueOf(caller.userId());
    }
}
