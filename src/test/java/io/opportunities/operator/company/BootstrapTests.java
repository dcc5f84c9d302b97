package io.opportunities.operator.company;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opportunities.identity.ApiKeyToken;
import io.opportunities.operator.company.CompanyService.NewCompany;
import org.junit.jupiter.api.Test;

class BootstrapTests {

    @Test
    void onAnExternalDatabaseNothingIsMadeUp() {
        BootstrapSettings settings = new BootstrapSettings(null, " ", null, "");

        assertThat(settings.isEmpty()).isTrue();
    }

    @Test
    void halfASettingStopsTheStartAndSaysWhatIsMissing() {
        BootstrapSettings settings = new BootstrapSettings("Acme", null, null, null);

        assertThatThrownBy(settings::complete).hasMessageContaining("admin-email");
    }

    @Test
    void aKeyThatIsTooShortStopsTheStartWithoutShowingIt() {
        BootstrapSettings settings = new BootstrapSettings("Acme", "a@example.com", "password", "short-secret");

        assertThatThrownBy(settings::complete).hasMessageContaining("32 to 128").hasMessageNotContaining("short-secret");
    }

    @Test
    void onTheEmbeddedDatabaseWhatIsNotSetIsMadeUp() {
        NewCompany one = new BootstrapSettings(null, null, null, null).withDefaults();
        NewCompany other = new BootstrapSettings(null, null, null, null).withDefaults();

        assertThat(one.adminPassword()).isNotEqualTo(other.adminPassword());
        assertThat(one.token().map(ApiKeyToken::reveal)).isNotEqualTo(other.token().map(ApiKeyToken::reveal));
    }

    @Test
    void noSecretIsInAText() {
        BootstrapSettings settings = new BootstrapSettings("Acme", "a@example.com", "password1", "0123456789".repeat(4));

        assertThat(settings.toString() + settings.withDefaults()).doesNotContain("password1").doesNotContain("0123456789".repeat(2));
    }
}
