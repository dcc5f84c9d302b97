package io.opportunities.user;

import io.opportunities.common.EmailAddress;
import io.opportunities.common.PatchField;
import io.opportunities.common.Shown;
import io.opportunities.identity.CompanyId;
import io.opportunities.identity.Role;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Objects;
import org.hibernate.annotations.PartitionKey;
import org.hibernate.annotations.SQLRestriction;
import org.jspecify.annotations.Nullable;

/** A person of a company, who may log in where a password is set. */
@Entity
@SQLRestriction(CompanyId.OWN)
@Table(name = "app_user")
class User {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "app_user_seq")
    @SequenceGenerator(name = "app_user_seq", sequenceName = "app_user_seq")
    private @Nullable Long id;

    @CompanyId
    @PartitionKey
    @Column(updatable = false)
    private @Nullable Long companyId;

    @Version
    private int version;

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

    private Instant createdAt;
    private Instant updatedAt;

    @SuppressWarnings("NullAway.Init")
    protected User() {}

    User(UserDraft draft, @Nullable String passwordHash, boolean active, Instant now) {
        this.email = draft.email();
        this.emailKey = EmailAddress.key(draft.email());
        this.passwordHash = passwordHash;
        this.firstName = draft.firstName();
        this.lastName = draft.lastName();
        this.phone = draft.phone();
        this.role = draft.role();
        this.active = active;
        this.createdAt = now;
        this.updatedAt = now;
    }

    long id() {
        return id == null ? 0 : id;
    }

    int version() {
        return version;
    }

    boolean isActive() {
        return active;
    }

    boolean isActiveAdmin() {
        return active && role == Role.ADMIN;
    }

    /**
     * @param newHash of the password that the change brings
     * @return whether anything differs from before; if not, nothing is touched
     */
    boolean change(UserChange change, PatchField<String> newHash, Instant now) {
        UserResponse before = response();
        this.email = change.email().or(email);
        this.emailKey = EmailAddress.key(email);
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
        this.updatedAt = now;
        return true;
    }

    @Nullable
    String passwordHash() {
        return passwordHash;
    }

    String emailKey() {
        return emailKey;
    }

    Shown<UserResponse> shown() {
        return new Shown<>(response(), version);
    }

    UserSummary summary() {
        return new UserSummary(id(), firstName, lastName, email, phone, avatarUrl);
    }

    UserResponse response() {
        return new UserResponse(id(), firstName, lastName, email, phone, new UserResponse.RoleResponse(role.id(), role.title()),
                active);
    }
}
