package io.opportunities.user;

import org.jspecify.annotations.Nullable;

/** A user on the wire. */
record UserResponse(long id, @Nullable String firstName, @Nullable String lastName, String email, @Nullable String phone,
        RoleResponse role, boolean isActive) {

    /** What the user may do. */
    record RoleResponse(long id, String name) {}
}
