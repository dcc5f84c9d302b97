package io.opportunities.identity.user;

import io.opportunities.identity.Role;
import io.opportunities.web.error.Violation.Code;
import io.opportunities.web.error.Violations;
import io.opportunities.web.json.PatchField;
import io.opportunities.web.json.Required;
import io.opportunities.web.json.Sensitive;
import io.swagger.v3.oas.annotations.media.Schema;
import java.nio.charset.StandardCharsets;
import org.hibernate.validator.constraints.CodePointLength;

/** The body of {@code POST /users}, and of a PATCH. */
@Schema(example = """
        {"email": "sam@example.com", "firstName": "Sam", "lastName": "Rivera", "phone": "+1 615 555 0134", "role": "MEMBER", "password": "correct horse battery"}""")
record UserRequest(
        @Required PatchField<@CodePointLength(min = 3, max = 254) @jakarta.validation.constraints.Email String> email,
        PatchField<@CodePointLength(max = 100) String> firstName,
        PatchField<@CodePointLength(max = 100) String> lastName,
        PatchField<@CodePointLength(max = 50) String> phone,
        @Schema(defaultValue = "MEMBER") PatchField<Role> role,
        @Sensitive PatchField<@CodePointLength(min = 8, max = 72) String> password,
        @Schema(defaultValue = "true") PatchField<Boolean> isActive) {

    /** The number of bytes that bcrypt uses. */
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

    /** Omits the password. */
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
