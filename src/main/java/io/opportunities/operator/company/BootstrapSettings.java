package io.opportunities.operator.company;

import io.opportunities.identity.ApiKeyToken;
import io.opportunities.operator.company.CompanyService.NewCompany;
import io.opportunities.operator.settings.InvalidSettingsException;
import io.opportunities.web.json.Sensitive;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Settings of the first company of an empty database.
 *
 * @param company its name
 * @param adminEmail of its first user
 * @param adminPassword of its first user
 * @param apiKey a token of 32 to 128 printable characters
 */
@ConfigurationProperties("opportunities.bootstrap")
record BootstrapSettings(@Nullable String company, @Nullable String adminEmail, @Sensitive @Nullable String adminPassword,
        @Sensitive @Pattern(regexp = "\\s*|[!-~]{32,128}", message = "must have 32 to 128 printable characters") @Nullable String apiKey) {

    BootstrapSettings {
        company = set(company);
        adminEmail = set(adminEmail);
        adminPassword = set(adminPassword);
        apiKey = set(apiKey);
    }

    boolean isEmpty() {
        return Stream.of(company, adminEmail, adminPassword, apiKey).allMatch(value -> value == null);
    }

    /** @throws InvalidSettingsException if a required setting is missing */
    NewCompany complete() {
        if (company == null || adminEmail == null || adminPassword == null) {
            throw new InvalidSettingsException(
                    List.of("opportunities.bootstrap.company, admin-email and admin-password must be set together,"
                            + " or none of them, where the database is not the embedded one"));
        }
        return new NewCompany(company, adminEmail, adminPassword, Optional.ofNullable(apiKey).map(ApiKeyToken::of));
    }

    /** Returns the company with defaults for unset values, which only an embedded database permits. */
    NewCompany withDefaults() {
        return new NewCompany(company == null ? "My Company" : company,
                adminEmail == null ? "admin@example.com" : adminEmail,
                adminPassword == null ? ApiKeyToken.random().reveal() : adminPassword,
                Optional.of(apiKey == null ? ApiKeyToken.random() : ApiKeyToken.of(apiKey)));
    }

    private static @Nullable String set(@Nullable String value) {
        return value == null || value.isBlank() ? null : value;
    }

    @Override
    public String toString() {
        return "BootstrapSettings[" + company + "]";
    }
}
