package io.opportunities.identity.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.ApiTest;
import io.opportunities.support.Basic;
import io.opportunities.support.Client;
import io.opportunities.support.Service;
import io.opportunities.support.TestResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** Texts with a domain too long for conversion, in every place for an e-mail. */
@ApiTest
@TestPropertySource(properties = {"opportunities.authentication.login-failures-per-minute=0",
        "opportunities.authentication.login-failures-per-email=0"})
@TestInstance(Lifecycle.PER_CLASS)
class LongEmailTests {

    @Autowired
    private Service service;

    private Client company;
    private long contact;
    private long user;

    @BeforeAll
    void aCompany() {
        company = service.newCompany();
        contact = company.post("/contacts", "{\"name\": \"Dana\"}").id();
        user = company.get("/users").json().get(0).get("id").asLong();
        for (String type : List.of("opportunity", "account")) {
            company.post("/properties", """
                    {"recordType": "%s", "name": "Other e-mail", "keyName": "other_email", "type": "EMAIL"}""".formatted(type));
        }
    }

    /** As written, after folding (with 202 characters), and already in ASCII; each fits a URL and a header. */
    static List<String> emails() {
        return List.of("a@" + "ü".repeat(1_001) + ".example", "a@" + "ﷺ".repeat(200), "a@xn--" + "a".repeat(2_100), "a".repeat(5_000),
                "a@" + "x".repeat(1_100) + ".example.com");
    }

    @ParameterizedTest
    @MethodSource("emails")
    void aLogInIsRefused(String email) {
        TestResponse refused = company.withKey(null).post("/api-keys", "{}", Basic.of(email, "wrong"));

        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.json().get("code").stringValue()).isEqualTo("UNAUTHORIZED");
    }

    @ParameterizedTest
    @MethodSource("emails")
    void listsAndSearchesFindNothing(String email) {
        String value = URLEncoder.encode(email, StandardCharsets.UTF_8);
        String equal = "&op1=eq&value1=" + value;

        for (String path : List.of("/users?email=" + value, "/opportunities?primaryEmail=" + value, "/opportunities?q=" + value,
                "/opportunities/search?prop1=primaryEmail" + equal, "/opportunities/search?prop1=primaryEmail&op1=in&value1=" + value,
                "/opportunities/search?prop1=other_email" + equal, "/accounts?primaryEmail=" + value,
                "/accounts/search?prop1=primaryEmail" + equal, "/contacts?q=" + value)) {
            TestResponse answer = company.get(path);

            assertThat(answer.status()).as(path.substring(0, 20) + answer.body()).isEqualTo(200);
            assertThat(answer.json()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("emails")
    void bodiesAreRefusedWithTheirMember(String email) {
        String record = """
                {"title": "Roof", "address": ["1 Oak Ave, Nashville, TN 37203"], "trades": ["Roofing"], %s}""";
        String primary = "\"primaryEmail\": \"%s\"".formatted(email);
        String custom = "\"custom\": {\"other_email\": \"%s\"}".formatted(email);

        assertThat(company.post("/opportunities?match_by=primaryEmail", record.formatted(primary)).errorFields()).contains("primaryEmail");
        assertThat(company.post("/opportunities", record.formatted(custom)).errorFields()).contains("custom.other_email");
        assertThat(company.post("/accounts", record.formatted(primary)).errorFields()).contains("primaryEmail");
        assertThat(company.post("/contacts", "{\"name\": \"Sam\", \"emails\": [\"%s\"]}".formatted(email)).errorFields()).isNotEmpty();
        assertThat(company.patch("/contacts/" + contact, "{\"emails\": [\"%s\"]}".formatted(email)).errorFields()).isNotEmpty();
        assertThat(company.post("/users", "{\"email\": \"%s\"}".formatted(email)).errorFields()).containsExactly("email");
        assertThat(company.patch("/users/" + user, "{\"email\": \"%s\"}".formatted(email)).errorFields()).containsExactly("email");
        assertThat(new Client(service.managementUrl(), null).post("/actuator/companies", """
                {"name": "Other", "adminEmail": "%s", "adminPassword": "long enough"}""".formatted(email)).status()).isEqualTo(400);
    }
}
