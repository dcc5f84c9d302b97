package io.opportunities.identity.user;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.opportunities.identity.Role;
import org.jspecify.annotations.Nullable;

/** A user in JSON; unknown names are empty. */
public record UserResponse(long id, String firstName, String lastName, String email,
        @JsonInclude(Include.NON_NULL) @Nullable String phone, RoleResponse role, boolean isActive) {

    /** The role of a user. */
    public record RoleResponse(String id, String name) {

        static RoleResponse of(Role role) {
            return new RoleResponse(String.valueOf(role.id()), role.title());
        }
    }
}
