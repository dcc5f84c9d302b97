package io.opportunities.crm.opportunity.response;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opportunities.crm.opportunity.state.OpportunityLocation;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class ImageUrlTemplatesTests {

    private static final OpportunityLocation PLACE = new OpportunityLocation(36.1067, -0.00001, null, null, null);

    @Test
    void placeholdersAreFilledAndPercentEncoded() {
        String url = image("https://maps.example/{lat}/{lon}?q={address}&z=17", "1 Ä & B St #4/{lat}+?", PLACE);

        assertThat(url).isEqualTo("https://maps.example/36.1067/-0.00001?q=1%20%C3%84%20%26%20B%20St%20%234%2F%7Blat%7D%2B%3F&z=17");
    }

    @Test
    void aPlaceholderWithoutValueMakesNoUrl() {
        assertThat(image("https://maps.example/{lat},{lon}", "1 Main St", null)).isNull();
        assertThat(image("https://maps.example/?q={address}", "1 Main St", null)).isEqualTo("https://maps.example/?q=1%20Main%20St");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  "})
    void withoutATemplateThereIsNoUrl(String template) {
        assertThat(image(template, "1 Main St", PLACE)).isNull();
        assertThat(new ImageUrlTemplates(null, null).streetView("1 Main St", PLACE)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://maps.example/{zoom}", "https://maps.example/{lat", "javascript:alert({lat})", "maps.example/{lat}",
            "https://{address}/", "https://maps.example/ {lat}"})
    void anyOtherTemplateStopsTheStart(String template) {
        assertThatThrownBy(() -> new ImageUrlTemplates(null, template)).hasMessageContaining("opportunities.street-view-url-template");
    }

    @Test
    void theVariablesOfTheReadmeAreRead() {
        var environment = new MutablePropertySources();
        environment.addFirst(new SystemEnvironmentPropertySource("systemEnvironment",
                Map.of("OPPORTUNITIES_IMAGE_URL_TEMPLATE", "https://a.example/", "OPPORTUNITIES_STREET_VIEW_URL_TEMPLATE",
                        "https://b.example/")));

        ImageUrlTemplates read = new Binder(ConfigurationPropertySources.from(environment)).bind("opportunities", ImageUrlTemplates.class)
                .get();

        assertThat(read).isEqualTo(new ImageUrlTemplates("https://a.example/", "https://b.example/"));
    }

    private static @Nullable String image(String template, String address, @Nullable OpportunityLocation location) {
        return new ImageUrlTemplates(template, null).image(address, location);
    }
}
