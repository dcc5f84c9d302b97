package io.opportunities.operator.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opportunities.support.ApiTest;
import io.opportunities.support.SecondInstance;
import io.opportunities.support.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ApiTest
@ExtendWith(OutputCaptureExtension.class)
class SettingsTests {

    @Autowired
    Service service;

    @Autowired
    ConfigurableListableBeanFactory beans;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            rate-limit.per-second               | -3              | must be between 0 and 1000000
            rate-limit.per-day                  | many            | must be a whole number of at most 2147483647
            body-timeout                        | soon            | must be a duration such as 500ms, 20s or 1m
            header-timeout                      | 0s              | must be above 0
            max-concurrent-requests             | 0               | must be greater than 0
            max-body-size                       | 1MB             | must be a whole number
            max-body-memory                     | 64MB            | must be a whole number
            row-level-security                  | maybe           | must be true or false
            phone-region                        | Texas           | must be a two-letter region such as US
            trusted-proxies                     | 10.0.0.0/99     | must be CIDRs such as 10.0.0.0/8
            trusted-proxies                     | 10[.            | or one regular expression
            authentication.concurrent-hashes    | 0               | must be greater than 0
            cors.origins                        | app.example.com | must be origins such as https://app.example.com
            geocoder.url                        | geo.example     | must be an http or https URL
            geocoder.tries                      | 0               | must be greater than 0
            authentication-event-retention      | -1d             | must be 0 or more
            change-retention                    | forever         | must be a duration such as 500ms, 20s or 1m
            change-retention                    | 99999d          | must be at most 36500d
            image-url-template                  | javascript:1    | must be an http or https URL
            """)
    void aWrongValueStopsTheStartWithOneSentence(String key, String value, String rule, CapturedOutput output) {
        start("opportunities.%s=%s".formatted(key, value));

        assertThat(output.getOut().lines().filter(line -> line.startsWith("    opportunities." + key + " "))).singleElement().asString()
                .contains(rule, "was", value);
        assertThat(output).doesNotContain("\tat ");
    }

    @Test
    void allInvalidSettingsAreReportedTogether(CapturedOutput output) {
        start("opportunities.rate-limit.per-second=-3", "opportunities.rate-limit.per-day=many", "opportunities.phone-region=Texas",
                "opportunities.geocoder.timeout=-1s");

        assertThat(output).contains("rate-limit.per-second must", "rate-limit.per-day must", "phone-region must", "geocoder.timeout must")
                .contains("(from \"opportunities.rate-limit.per-day\" from property source \"commandLineArgs\")");
    }

    @Test
    void aSecretThatIsWrongIsNotShown(CapturedOutput output) {
        start("opportunities.bootstrap.api-key=short-secret");

        assertThat(output).contains("opportunities.bootstrap.api-key must have 32 to 128 printable characters")
                .doesNotContain("short-secret");
    }

    @Test
    void anUnknownNameCausesAWarning(CapturedOutput output) {
        SecondInstance.beside(service, "opportunities.rate-limt.per-day=5", "opportunities.phone-region=DE",
                "opportunities.authentication.KEY_FAILURES_per-minute=7", "opportunities.cors.origins[0]=https://a.example",
                "opportunities.port.8080.tcp.addr=10.0.0.1", "opportunities.service.host=10.0.0.1").close();

        assertThat(output.getOut().lines().filter(line -> line.contains("There is no setting"))).singleElement().asString()
                .contains("opportunities.rate-limt.per-day", "the nearest is opportunities.rate-limit.per-day");
    }

    @Test
    void aBlankTextIsNone() {
        SecondInstance.beside(service, "opportunities.phone-region=", "opportunities.trusted-proxies=", "opportunities.cors.origins=")
                .close();
    }

    @Test
    void theDocumentListsEverySettingWithItsDefaultAndNoOther() throws IOException {
        List<Setting> settings = SettingsValidator.holders(beans).stream().flatMap(Setting::of).toList();
        String document = Files.readString(Path.of("src/docs/operations/settings.md"));
        List<String> rows = document.lines().filter(line -> line.startsWith("| `OPPORTUNITIES_")).toList();

        assertThat(settings).hasSizeGreaterThan(25).allSatisfy(setting -> {
            String[] given = defaultOf(setting);
            assertThat(rows).filteredOn(row -> row.contains("`%s`".formatted(setting.variable()))).singleElement().asString()
                    .endsWith(given.length == 0 ? "| |" : "| `%s` |".formatted(given[0]));
        });
        assertThat(Pattern.compile("`(OPPORTUNITIES_\\w+)").matcher(document).results().map(match -> match.group(1)))
                .isSubsetOf(settings.stream().map(Setting::variable).toList());
    }

    private static String[] defaultOf(Setting setting) {
        DefaultValue given = Arrays.stream(setting.holder().getDeclaredConstructors()[0].getParameters())
                .filter(parameter -> parameter.getName().equals(setting.component().getName()))
                .findFirst().orElseThrow().getAnnotation(DefaultValue.class);
        return given == null ? new String[0] : given.value();
    }

    private void start(String... settings) {
        assertThatThrownBy(() -> SecondInstance.beside(service, settings).close()).isInstanceOf(InvalidSettingsException.class);
    }
}
