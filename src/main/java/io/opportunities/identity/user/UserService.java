package io.opportunities.identity.user;

import io.opportunities.common.contact.EmailAddress;
import io.opportunities.common.Sha256;
import io.opportunities.identity.authentication.CallerCache;
import io.opportunities.identity.authentication.CredentialDirectory;
import io.opportunities.identity.tenant.TenantConfigurationCache;
import io.opportunities.search.Conditions;
import io.opportunities.search.PageReader;
import io.opportunities.search.page.Page;
import io.opportunities.search.page.PageQuery;
import io.opportunities.web.IfMatch;
import io.opportunities.web.VersionedResponse;
import io.opportunities.web.error.ApiException;
import io.opportunities.web.error.Violation.Code;
import io.opportunities.web.error.Violations;
import io.opportunities.web.json.PatchField;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The public service of this package: the users of a company. */
@Service
@Transactional(readOnly = true)
public class UserService {

    private static final int MAX_CACHED_USERS = 10_000;

    private final UserRepository users;
    private final PageReader listing;
    private final PasswordEncoder passwords;
    private final CallerCache callers;
    private final CredentialDirectory directory;
    private final InstantSource time;
    private final ApplicationEventPublisher events;
    private final TenantConfigurationCache<Long, Optional<UserSummary>> known = new TenantConfigurationCache<>(MAX_CACHED_USERS);

    UserService(UserRepository users, PageReader listing, PasswordEncoder passwords, CallerCache callers,
            CredentialDirectory directory, InstantSource time, ApplicationEventPublisher events) {
        this.users = users;
        this.listing = listing;
        this.passwords = passwords;
        this.callers = callers;
        this.directory = directory;
        this.time = time;
        this.events = events;
    }

    /** Returns a user of the caller's company. */
    public Optional<UserSummary> find(long id) {
        return known.get(id, key -> users.findById(key).map(User::summary));
    }

    /** Returns users of the caller's company by id, with one statement, or none without ids. */
    public Map<Long, UserResponse> byIds(Set<Long> ids) {
        return ids.isEmpty() ? Map.of() : users.findByIdIn(ids).stream().collect(Collectors.toMap(User::id, User::response));
    }

    /**
     * Returns a user of the caller's company who stays active until the transaction ends.
     *
     * @return empty if the user is inactive
     */
    @Transactional
    public Optional<UserSummary> findActiveForShare(long id) {
        return users.findActiveForShare(id).map(User::summary);
    }

    /** Adds a violation for a member that names an unknown user of the caller's company. */
    public void check(String field, long id, Violations violations) {
        if (find(id).isEmpty()) {
            violations.add(field, Code.UNKNOWN_REFERENCE, "must be the id of a user; there is no user %d".formatted(id));
        }
    }

    /** @throws ApiException 409 if the e-mail belongs to a user */
    @Transactional
    public long create(UserDraft draft) {
        return save(draft).id();
    }

    @Transactional
    VersionedResponse<UserResponse> createAndShow(UserDraft draft) {
        return save(draft).toResponse();
    }

    Page<UserResponse> list(Conditions where, PageQuery query) {
        return listing.page(User.class, where, query, User::id).map(page -> page.stream().map(User::response).toList());
    }

    VersionedResponse<UserResponse> byId(long id, boolean includeInactive) {
        return users.findById(id).filter(user -> includeInactive || user.isActive()).map(User::toResponse).orElseThrow(() -> unknown(id));
    }

    /** @throws ApiException 409 if the e-mail belongs to another user, or the company would have no active admin */
    @Transactional
    VersionedResponse<UserResponse> change(long id, UserChange change, IfMatch ifMatch) {
        return change(id, true, change, ifMatch);
    }

    @Transactional
    UserResponse deactivate(long id, IfMatch ifMatch) {
        return change(id, false, UserChange.deactivation(), ifMatch).body();
    }

    private VersionedResponse<UserResponse> change(long id, boolean alsoInactive, UserChange change, IfMatch ifMatch) {
        // before the users, in the same order as a create
        change.email().map(EmailAddress::userKey).ifGiven(users::lockEmail);
        List<User> locked = users.findWithAdminsForUpdate(id);
        User user = locked.stream().filter(known -> known.id() == id && (alsoInactive || known.isActive())).findFirst()
                .orElseThrow(() -> unknown(id));
        ifMatch.check(user.version());
        rejectTakenEmail(user, change);
        PatchField<String> hash = change.password().map(password -> hash(user, password));
        String emailKey = user.emailKey();
        boolean wasActive = user.isActive();
        if (user.change(change, hash, time.instant())) {
            if (locked.stream().noneMatch(User::isActiveAdmin)) {
                throw ApiException.conflict("user %d is the last active admin: make another one first".formatted(id));
            }
            users.flush();
            if (!user.emailKey().equals(emailKey)) {
                directory.remove(Sha256.of(emailKey));
                directory.add(Sha256.of(user.emailKey()));
            }
            callers.forgetCompanyAfterCommit();
        }
        if (wasActive && !user.isActive()) {
            events.publishEvent(new UserDeactivated(id));
        }
        return user.toResponse();
    }

    private void rejectTakenEmail(User user, UserChange change) {
        change.email().ifGiven(email -> {
            String key = EmailAddress.userKey(email);
            if (!key.equals(user.emailKey()) && users.isTaken(key)) {
                throw ApiException.taken("email", email);
            }
        });
    }

    /** Returns the present hash for an unchanged password, so that no change results. */
    private String hash(User user, String password) {
        String present = user.passwordHash();
        return present != null && passwords.matches(password, present) ? present : String.valueOf(passwords.encode(password));
    }

    private static ApiException unknown(long id) {
        return ApiException.notFound("user", id);
    }

    private User save(UserDraft draft) {
        String key = EmailAddress.userKey(draft.email());
        users.lockEmail(key);
        if (users.isTaken(key)) {
            throw ApiException.taken("email", draft.email());
        }
        String hash = draft.password() == null ? null : passwords.encode(draft.password());
        directory.add(Sha256.of(key));
        return users.save(new User(draft, hash, draft.active(), time.instant()));
    }
}
