package io.opportunities.identity.apikey;

import io.opportunities.identity.ApiKeyToken;
import io.opportunities.identity.Caller;
import io.opportunities.identity.audit.AuthenticationEventService;
import io.opportunities.identity.authentication.CallerCache;
import io.opportunities.identity.authentication.CredentialDirectory;
import io.opportunities.identity.user.UserDeactivated;
import io.opportunities.identity.user.UserService;
import io.opportunities.search.Conditions;
import io.opportunities.search.PageReader;
import io.opportunities.search.page.Page;
import io.opportunities.search.page.PageQuery;
import io.opportunities.web.error.ApiException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The public service of this package: creates API keys, lists them without their tokens, revokes them. */
@Service
@Transactional(readOnly = true)
public class ApiKeyService {

    private final ApiKeyRepository keys;
    private final PageReader listing;
    private final UserService users;
    private final AuthenticationEventService log;
    private final CallerCache callers;
    private final CredentialDirectory directory;
    private final InstantSource time;

    ApiKeyService(ApiKeyRepository keys, PageReader listing, UserService users, AuthenticationEventService log, CallerCache callers,
            CredentialDirectory directory, InstantSource time) {
        this.keys = keys;
        this.listing = listing;
        this.users = users;
        this.log = log;
        this.callers = callers;
        this.directory = directory;
        this.time = time;
    }

    /** Creates a key of the caller for a given token, as on the first start. */
    @Transactional
    public void create(ApiKeyDraft draft, ApiKeyToken token) {
        save(draft, token);
    }

    @Transactional
    ApiKeyResponse.Created create(ApiKeyDraft draft) {
        Caller caller = Caller.current();
        ApiKeyToken token = ApiKeyToken.random();
        // a user under deactivation gets no key: it would work again after a reactivation
        String email = users.findActiveForShare(caller.userId()).orElseThrow(ApiException::wrongPassword).email();
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

    private ApiKey save(ApiKeyDraft draft, ApiKeyToken token) {
        Instant now = time.instant();
        ApiKey key = keys.save(new ApiKey(Caller.current().userId(), draft, token, now));
        directory.add(token.hash());
        log.keyCreated(key.id(), now);
        return key;
    }

    /** Returns the owner whose keys are visible: null, for all, to an admin, else the caller. */
    private static @Nullable Long owner() {
        Caller caller = Caller.current();
        return caller.isAdmin() ? null : Long.valueOf(caller.userId());
    }
}
