package io.opportunities.user;

import io.opportunities.common.ApiException;
import io.opportunities.common.EmailAddress;
import io.opportunities.common.IfMatch;
import io.opportunities.common.PatchField;
import io.opportunities.common.Shown;
import io.opportunities.common.Violation.Code;
import io.opportunities.common.Violations;
import io.opportunities.identity.CallerCache;
import io.opportunities.identity.CatalogCache;
import io.opportunities.listing.Conditions;
import io.opportunities.listing.Listing;
import io.opportunities.listing.Page;
import io.opportunities.listing.PageQuery;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The face of this package: who the users are. */
@Service
@Transactional(readOnly = true)
public class UserService {

    private static final int KEPT = 10_000;

    private final UserRepository users;
    private final Listing listing;
    private final PasswordEncoder passwords;
    private final CallerCache callers;
    private final InstantSource time;
    private final ApplicationEventPublisher events;
    private final CatalogCache<Long, Optional<UserSummary>> known = new CatalogCache<>(KEPT);

    UserService(UserRepository users, Listing listing, PasswordEncoder passwords, CallerCache callers, InstantSource time,
            ApplicationEventPublisher events) {
        this.users = users;
        this.listing = listing;
        this.passwords = passwords;
        this.callers = callers;
        this.time = time;
        this.events = events;
    }

    /** A user of the caller's company. */
    public Optional<UserSummary> find(long id) {
        return known.get(id, key -> users.findById(key).map(User::summary));
    }

    /**
     * A user of the caller's company who stays active until the transaction ends.
     *
     * @return empty where the user is not active
     */
    @Transactional
    public Optional<UserSummary> holdActive(long id) {
        return users.holdActive(id).map(User::summary);
    }

    /** Notes a member that names no user of the caller's company. */
    public void check(String field, long id, Violations violations) {
        if (find(id).isEmpty()) {
            violations.add(field, Code.UNKNOWN_REFERENCE, "must be the id of a user; there is no user %d".formatted(id));
        }
    }

    /** @throws ApiException 409 where the e-mail belongs to a user already */
    @Transactional
    public long create(UserDraft draft) {
        return save(draft).id();
    }

    @Transactional
    Shown<UserResponse> createAndShow(UserDraft draft) {
        return save(draft).shown();
    }

    Page<UserResponse> list(Conditions where, PageQuery query) {
        return listing.page(User.class, where, query, User::id).map(page -> page.stream().map(User::response).toList());
    }

    Shown<UserResponse> byId(long id, boolean includeInactive) {
        return users.findById(id).filter(user -> includeInactive || user.isActive()).map(User::shown).orElseThrow(() -> unknown(id));
    }

    /** @throws ApiException 409 where the e-mail belongs to another user, or the company would be left without an active admin */
    @Transactional
    Shown<UserResponse> change(long id, UserChange change, IfMatch ifMatch) {
        return change(id, true, change, ifMatch);
    }

    @Transactional
    UserResponse deactivate(long id, IfMatch ifMatch) {
        return change(id, false, UserChange.deactivation(), ifMatch).body();
    }

    private Shown<UserResponse> change(long id, boolean alsoInactive, UserChange change, IfMatch ifMatch) {
        // before the users, as whoever adds one does
        change.email().map(EmailAddress::key).ifGiven(users::holdEmail);
        List<User> held = users.holdWithAdmins(id);
        User user = held.stream().filter(known -> known.id() == id && (alsoInactive || known.isActive())).findFirst()
                .orElseThrow(() -> unknown(id));
        ifMatch.check(user.version());
        refuseTakenEmail(user, change);
        PatchField<String> hash = change.password().map(password -> hash(user, password));
        boolean wasActive = user.isActive();
        if (user.change(change, hash, time.instant())) {
            if (held.stream().noneMatch(User::isActiveAdmin)) {
                throw ApiException.conflict("user %d is the last active admin: make another one first".formatted(id));
            }
            users.flush();
            callers.forgetCompanyAfterCommit();
        }
        if (wasActive && !user.isActive()) {
            events.publishEvent(new UserDeactivated(id));
        }
        return user.shown();
    }

    private void refuseTakenEmail(User user, UserChange change) {
        change.email().ifGiven(email -> {
            String key = EmailAddress.key(email);
            if (!key.equals(user.emailKey()) && users.isTaken(key)) {
                throw ApiException.taken("email", email);
            }
        });
    }

    /** The one there is where the password is the same: then nothing changes. */
    private String hash(User user, String password) {
        String present = user.passwordHash();
        return present != null && passwords.matches(password, present) ? present : String.valueOf(passwords.encode(password));
    }

    private static ApiException unknown(long id) {
        return ApiException.notFound("user", id);
    }

    private User save(UserDraft draft) {
        String key = EmailAddress.key(draft.email());
        users.holdEmail(key);
        if (users.isTaken(key)) {
            throw ApiException.taken("email", draft.email());
        }
        String hash = draft.password() == null ? null : passwords.encode(draft.password());
        return users.save(new User(draft, hash, draft.active(), time.instant()));
    }
}
