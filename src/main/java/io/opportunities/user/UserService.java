package io.opportunities.user;

import io.opportunities.common.ApiException;
import io.opportunities.common.EmailAddress;
import io.opportunities.common.Violation.Code;
import io.opportunities.common.Violations;
import io.opportunities.identity.CatalogCache;
import io.opportunities.listing.Conditions;
import io.opportunities.listing.Listing;
import io.opportunities.listing.Page;
import io.opportunities.listing.PageQuery;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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
    private final InstantSource time;
    private final CatalogCache<Long, Optional<UserSummary>> known = new CatalogCache<>(KEPT);

    UserService(UserRepository users, Listing listing, PasswordEncoder passwords, InstantSource time) {
        this.users = users;
        this.listing = listing;
        this.passwords = passwords;
        this.time = time;
    }

    /** A user of the caller's company. */
    public Optional<UserSummary> find(long id) {
        return known.get(id, key -> users.findById(key).map(User::summary));
    }

    public @Nullable UserSummary summary(@Nullable Long id) {
        return id == null ? null : find(id).orElse(null);
    }

    /** Notes a member that names no user of the caller's company. */
    public void check(String field, @Nullable Long id, Violations violations) {
        if (id != null && find(id).isEmpty()) {
            violations.add(field, Code.UNKNOWN_REFERENCE, "must be the id of a user; there is no user %d".formatted(id));
        }
    }

    /** @throws ApiException 409 where the e-mail belongs to a user already */
    @Transactional
    public long create(UserDraft draft) {
        return save(draft).id();
    }

    @Transactional
    UserResponse createAndShow(UserDraft draft) {
        return save(draft).response();
    }

    Page<UserResponse> list(Optional<String> email, Optional<Long> id, PageQuery query) {
        Conditions where = new Conditions().andIf(email.map(EmailAddress::key), "r.emailKey = :value").andIf(id, "r.id = :value");
        return listing.page(User.class, where, query, User::id).map(page -> page.stream().map(User::response).toList());
    }

    UserResponse byId(long id) {
        return users.findById(id).map(User::response).orElseThrow(() -> ApiException.notFound("user", id));
    }

    private User save(UserDraft draft) {
        String key = EmailAddress.key(draft.email());
        users.holdEmail(key);
        if (users.isTaken(key)) {
            throw ApiException.taken("email", draft.email());
        }
        return users.save(new User(draft, draft.password() == null ? null : passwords.encode(draft.password()), time.instant()));
    }
}
