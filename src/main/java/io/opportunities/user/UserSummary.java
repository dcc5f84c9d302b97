package io.opportunities.user;

import com.fasterxml.jackson.annotation.JsonIgnore;
import org.jspecify.annotations.Nullable;

/** A user as records show their owner, sales rep and project manager. */
public record UserSummary(long id, @Nullable String firstName, @Nullable String lastName, String email, @Nullable String phone,
        @Nullable String avatarUrl) {

    /** As records show who made or changed them: without the phone. */
    public record Author(long id, @Nullable String firstName, @Nullable String lastName, String email, @Nullable String avatarUrl) {}

    @JsonIgnore
    public Author author() {
        return new Author(id, firstName, lastName, email, avatarUrl);
    }
}
