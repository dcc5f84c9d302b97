package io.opportunities.user;

import io.opportunities.identity.Role;
import org.jspecify.annotations.Nullable;

/**
 * A user as checked input.
 *
 * @param password in the clear, null for a user who does not log in
 */
public record UserDraft(String email, @Nullable String firstName, @Nullable String lastName, @Nullable String phone, Role role,
        @Nullable String password, boolean active) {

    @Override
    public String toString() {
        return "UserDraft[" + email + "]";
    }
}
