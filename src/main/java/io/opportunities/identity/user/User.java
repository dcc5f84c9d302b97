package io.opportunities.identity.user;

import io.opportunities.common.contact.EmailAddress;
import io.opportunities.identity.Role;
import io.opportunities.identity.tenant.CompanyId;
import io.opportunities.identity.tenant.VersionedEntity;
import io.opportunities.web.VersionedResponse;
import io.opportunities.web.json.PatchField;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Objects;
import org.hibernate.annotations.SQLRestriction;
import org.jspecify.annotations.Nullable;

/** A person of a company, with log-in if a password is set. */
@Entity
@SQLRestriction(CompanyId.OWN)
@Table(name = "app_user")
class User extends VersionedEntity {

    private String email;
    private String emailKey;
    private @Nullable String passwordHash;
    private @Nullable String firstName;
    private @Nullable String lastName;
    private @Nullable String phone;
    private @Nullable String avatarUrl;

    @Enumerated(EnumType.STRING)
    private Role role;

    @Column(name = "is_active")
    private boolean active;

    @SuppressWarnings("NullAway.Init")
    protected User() {}

    User(UserDraft draft, @Nullable String passwordHash, boolean active, Instant now) {
        super(now);
        this.email = draft.email();
        this.emailKey = EmailAddress.userKey(draft.email());
        this.passwordHash = passwordHash;
        this.firstName = draft.firstName();
        this.lastName = draft.lastName();
        this.phone = draft.phone();
        this.role = draft.role();
        this.active = active;
    }

    boolean isActive() {
        return active;
    }

    boolean isActiveAdmin() {
        return active && role == Role.ADMIN;
    }

    /**
     * @param newHash hash of the password in the change
     * @return whether anything changed; an equal state changes nothing
     */
    boolean change(UserChange change, PatchField<String> newHash, Instant now) {
        UserResponse before = response();
        this.email = change.email().or(email);
        this.emailKey = EmailAddress.userKey(email);
        this.firstName = change.firstName().over(firstName);
        this.lastName = change.lastName().over(lastName);
        this.phone = change.phone().over(phone);
        this.role = change.role().isAbsent() ? role : change.role().or(Role.MEMBER);
        this.active = change.active().isAbsent() ? active : change.active().or(true);
        boolean samePassword = Objects.equals(passwordHash, newHash.over(passwordHash));
        this.passwordHash = newHash.over(passwordHash);
        if (before.equals(response()) && samePassword) {
            return false;
        }
        touch(now);
        return true;
    }

    @Nullable
    String passwordHash() {
        return passwordHash;
    }

    String emailKey() {
        return emailKey;
    }

    VersionedResponse<UserResponse> toResponse() {
        return new VersionedResponse<>(response(), version());
    }

    UserSummary summary() {
        return new UserSummary(id(), orEmpty(firstName), orEmpty(lastName), email, phone, avatarUrl);
    }

    UserResponse response() {
        return new UserResponse(id(), orEmpty(firstName), orEmpty(lastName), email, phone, UserResponse.RoleResponse.of(role), active);
    }

    private static String orEmpty(@Nullable String name) {
        return Objects.requireNonNullElse(name, "");
    }
}
