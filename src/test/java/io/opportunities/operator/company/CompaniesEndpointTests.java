package io.opportunities.operator.company;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.ApiTest;
import io.opportunities.support.Client;
import io.opportunities.support.Service;
import io.opportunities.support.TestResponse;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@Tag("citus")
@ApiTest
class CompaniesEndpointTests {

    @Autowired
    private Service service;

    @Test
    void theOperatorMakesACompanyAndGetsItsKeyOnce() {
        TestResponse made = make("Acme", UUID.randomUUID() + "@example.com", "long enough");

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.json().propertyNames()).containsExactly("companyId", "userId", "token");
        Client company = new Client(service.url(), made.json().get("token").stringValue());
        assertThat(company.get("/users").json()).hasSize(1);
        assertThat(operator().get("/actuator/companies").body()).contains("\"name\":\"Acme\"").doesNotContain(company.key());
    }

    @Test
    void anEmailThatIsTakenInAnyCompanyIsAConflictAndMakesNothing() {
        String email = UUID.randomUUID() + "@example.com";
        make("First", email, "long enough");
        int before = operator().get("/actuator/companies").json().size();

        TestResponse refused = make("Second", email, "long enough");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().get("code").stringValue()).isEqualTo("CONFLICT");
        assertThat(refused.errorFields()).containsExactly("adminEmail");
        assertThat(refused.json().get("message").stringValue()).isEqualTo("adminEmail \"%s\" is taken".formatted(email));
        assertThat(operator().get("/actuator/companies").json()).hasSize(before);
    }

    @Test
    void aResponseReportsAllViolations() {
        TestResponse refused = make("", "nobody", "short");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.errorFields()).containsExactly("name", "adminEmail", "adminPassword");
    }

    @Test
    void itsAnswersHaveTheirRequestIdAsThoseOfTheApiDo() {
        Map<String, String> sent = Map.of("X-Request-Id", "operator-1");

        TestResponse refused = operator().post("/actuator/companies", "{}", sent);
        TestResponse unreadable = operator().post("/actuator/companies", "{}", Map.of("Content-Type", "text/plain"));

        assertThat(refused.header("X-Request-Id")).isEqualTo("operator-1");
        assertThat(refused.json().get("requestId").stringValue()).isEqualTo("operator-1");
        assertThat(unreadable.status()).isEqualTo(415);
        assertThat(unreadable.json().get("requestId").stringValue()).isNotBlank().isEqualTo(unreadable.header("X-Request-Id"));
        assertThat(operator().get("/actuator/companies").header("X-Request-Id")).isNotBlank();
    }

    @Test
    void theEndpointIsNotOnTheApisPort() {
        assertThat(service.newCompany().get("/actuator/companies").status()).isEqualTo(404);
        assertThat(new Client(service.url(), null).get("/actuator/companies").status()).isEqualTo(401);
    }

    private Client operator() {
        return new Client(service.managementUrl(), null);
    }

    private TestResponse make(String name, String email, String password) {
        return operator().post("/actuator/companies", """
                {"name": "%s", "adminEmail": "%s", "adminPassword": "%s"}""".formatted(name, email, password));
    }
}
