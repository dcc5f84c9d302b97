package io.opportunities.crm.team;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.opportunities.identity.user.UserResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A team in JSON. */
record TeamResponse(long id, String name, List<Worker> workers) {

    /** A user of the team, in the format of a user. */
    record Worker(long id, String firstName, String lastName, String email, @JsonInclude(Include.NON_NULL) @Nullable String phone,
            UserResponse.RoleResponse role, boolean isActive, boolean isTeamLead) {

        static Worker of(UserResponse user, boolean teamLead) {
            return new Worker(user.id(), user.firstName(), user.lastName(), user.email(), user.phone(), user.role(), user.isActive(),
                    teamLead);
        }
    }
}
