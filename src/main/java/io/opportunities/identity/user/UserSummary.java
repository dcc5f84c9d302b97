package io.opportunities.identity.user;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import org.jspecify.annotations.Nullable;

/** A user as the owner, sales rep or project manager of a record; unknown names are empty. */
public record UserSummary(long id, String firstName, String lastName, String email, @JsonInclude(Include.NON_NULL) @Nullable String phone,
        @Nullable String avatarUrl) {

    /** A user as the creator or last editor of a record, without the phone. */
    public record Author(long id, String firstName, String lastName, String email, @Nullable String avatarUrl) {}

    @JsonIgnore
    public Author author() {
        return new Author(id, firstName, lastName, email, avatarUrl);
    }
}
