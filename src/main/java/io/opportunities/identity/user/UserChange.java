package io.opportunities.identity.user;

import io.opportunities.identity.Role;
import io.opportunities.web.json.PatchField;

/**
 * A validated change of a user; absent members stay.
 *
 * @param password in plain text; cleared to end the log-in of the user
 * @param active whether the user may call the service
 */
record UserChange(PatchField<String> email, PatchField<String> firstName, PatchField<String> lastName, PatchField<String> phone,
        PatchField<Role> role, PatchField<String> password, PatchField<Boolean> active) {

    /** Returns the change of a removal. */
    static UserChange deactivation() {
        return new UserChange(PatchField.absent(), PatchField.absent(), PatchField.absent(), PatchField.absent(), PatchField.absent(),
                PatchField.absent(), PatchField.given(false));
    }

    @Override
    public String toString() {
        return "UserChange[" + email + "]";
    }
}
