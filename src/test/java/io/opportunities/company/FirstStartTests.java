package io.opportunities.company;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opportunities.company.CompanyService.NewCompany;
import io.opportunities.identity.Token;
import org.junit.jupiter.api.Test;

class FirstStartTests {

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
        NewCompany one = new BootstrapSettings(null, null, null, null).madeUp();
        NewCompany other = new BootstrapSettings(null, null, null, null).madeUp();

        assertThat(one.adminPassword()).isNotEqualTo(other.adminPassword());
        assertThat(one.token().map(Token::reveal)).isNotEqualTo(other.token().map(Token::reveal));
    }

    @Test
    void noSecretIsInAText() {
        BootstrapSettings settings = new BootstrapSettings("Acme", "a@example.com", "password1", "0123456789".repeat(4));

        assertThat(settings.toString() + settings.madeUp()).doesNotContain("password1").doesNotContain("0123456789".repeat(2));
    }
}
