package io.opportunities.user;

import io.opportunities.common.PatchField;
import io.opportunities.common.Required;
import io.opportunities.common.Secret;
import io.opportunities.common.Violation.Code;
import io.opportunities.common.Violations;
import io.opportunities.identity.Role;
import io.swagger.v3.oas.annotations.media.Schema;
import java.nio.charset.StandardCharsets;
import org.hibernate.validator.constraints.CodePointLength;

/** The body of {@code POST /users}, and of a PATCH. */
@Schema(example = """
        {"email": "sam@example.com", "firstName": "Sam", "lastName": "Rivera", "role": "MEMBER", "password": "correct horse battery"}""")
record UserRequest(
        @Required PatchField<@CodePointLength(min = 3, max = 254) @jakarta.validation.constraints.Email String> email,
        PatchField<@CodePointLength(max = 100) String> firstName,
        PatchField<@CodePointLength(max = 100) String> lastName,
        PatchField<@CodePointLength(max = 50) String> phone,
        @Schema(defaultValue = "MEMBER") PatchField<Role> role,
        @Secret PatchField<@CodePointLength(min = 8, max = 72) String> password,
        @Schema(defaultValue = "true") PatchField<Boolean> isActive) {

    /** What bcrypt takes into account. */
    private static final int PASSWORD_BYTES = 72;

    UserDraft toDraft(Violations violations) {
        checkPassword(violations);
        return new UserDraft(email.or(""), firstName.orNull(), lastName.orNull(), phone.orNull(), role.or(Role.MEMBER), password.orNull(),
                isActive.or(true));
    }

    UserChange toChange(Violations violations) {
        checkPassword(violations);
        return new UserChange(email, firstName, lastName, phone, role, password, isActive);
    }

    /** Never shows the password. */
    @Override
    public String toString() {
        return "UserRequest[" + email + "]";
    }

    private void checkPassword(Violations violations) {
        password.ifGiven(secret -> {
            if (secret.getBytes(StandardCharsets.UTF_8).length > PASSWORD_BYTES && !violations.mentions("password")) {
                violations.add("password", Code.TOO_LONG, "must have at most %d bytes in UTF-8".formatted(PASSWORD_BYTES));
            }
        });
    }
}
