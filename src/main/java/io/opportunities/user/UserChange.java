package io.opportunities.user;

import io.opportunities.common.PatchField;
import io.opportunities.identity.Role;

/**
 * What a change says of a user, as checked input; what it leaves out stays.
 *
 * @param password in the clear; cleared for a user who shall not log in any more
 * @param active whether the user may call at all
 */
record UserChange(PatchField<String> email, PatchField<String> firstName, PatchField<String> lastName, PatchField<String> phone,
        PatchField<Role> role, PatchField<String> password, PatchField<Boolean> active) {

    /** What a removal comes to. */
    static UserChange deactivation() {
        return new UserChange(PatchField.absent(), PatchField.absent(), PatchField.absent(), PatchField.absent(), PatchField.absent(),
                PatchField.absent(), PatchField.given(false));
    }

    @Override
    public String toString() {
        return "UserChange[" + email + "]";
    }
}
