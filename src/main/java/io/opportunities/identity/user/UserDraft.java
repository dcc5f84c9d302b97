package io.opportunities.identity.user;

import io.opportunities.identity.Role;
import org.jspecify.annotations.Nullable;

/**
 * A validated new user.
 *
 * @param password in plain text, null for a user without log-in
 */
public record UserDraft(String email, @Nullable String firstName, @Nullable String lastName, @Nullable String phone, Role role,
        @Nullable String password, boolean active) {

    @Override
    public String toString() {
        return "UserDraft[" + email + "]";
    }
}
