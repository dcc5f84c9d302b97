package io.opportunities.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

@ApiTest
class AnswerCheckTests {

    private static final String CONTACT = """
            {"id": 1, "companyId": 1, "name": "Dana", "title": "Owner", "emails": ["d@\u00fcber.example"], "phones": [], "createdByUser": {"id": 1},
             "accounts": [{"id": 5, "title": "Cole"}], "projects": [], "opportunities": [], "createdAt": "2026-11-23T19:08:06.123Z",
             "updatedAt": "2026-11-23T19:08:06.123Z"}""";
    private static final String REFUSAL = """
            {"message": "No", "code": "NOT_FOUND", "errors": [], "requestId": "r1"}""";

    @Autowired
    private Service service;

    @Test
    void anAnswerAsDocumentedPasses() {
        check("GET", "/contacts/1", 200, CONTACT);
        check("GET", "/v1/contacts/1?a=b", 200, CONTACT);
        check("GET", "/contacts", 200, "[" + CONTACT + "]");
        check("GET", "/contacts/1", 404, REFUSAL);
        check("PUT", "/contacts/1", 405, REFUSAL);
        check("GET", "/nothing", 404, REFUSAL);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', value = {
            "\"id\": 1, \"companyId\"     | \"id\": \"1\", \"companyId\"   | /id",
            "\"id\": 1, \"companyId\"     | \"id\": 1.5, \"companyId\"     | /id",
            "\"id\": 1, \"companyId\"     | \"companyId\"                  | 'id'",
            "\"id\": 1, \"companyId\"     | \"id\": null, \"companyId\"    | /id",
            "\"id\": 1, \"companyId\"     | \"id\": 1, \"colour\": 1, \"companyId\" | 'colour'",
            "\"id\": 5,                   | \"id\": 5, \"colour\": 1,      | 'colour'",
            "\"id\": 5,                   | \"id\": \"5\",                 | /accounts/0/id",
            "\"title\": \"Owner\"         | \"title\": null                | /title",
            "\"title\": \"Owner\"         | \"title\": \"A\", \"title\": \"B\" | Duplicate",
            "06.123Z\",                   | 06.123\",                      | /createdAt",
            "2026-11-23T19:08:06.123Z\",  | yesterday\",                   | /createdAt"})
    void aBodyThatIsNotAsDocumentedFails(String right, String wrong, String named) {
        String body = CONTACT.replace(right, wrong);

        assertThat(body).isNotEqualTo(CONTACT);
        assertThatThrownBy(() -> check("GET", "/contacts/1", 200, body)).isInstanceOf(AssertionError.class)
                .hasMessageContainingAll("GET /contacts/1 200", named);
        assertThatThrownBy(() -> check("GET", "/contacts", 200, "[" + body + "]")).isInstanceOf(AssertionError.class);
    }

    @ParameterizedTest
    @CsvSource({"GET, /contacts/1, 204", "GET, /contacts/1, 409", "PUT, /contacts/1, 200", "GET, /nothing, 200", "GET, /v2/contacts, 200"})
    void aStatusThatIsNotDocumentedFails(String method, String path, int status) {
        assertThatThrownBy(() -> check(method, path, status, status < 400 ? CONTACT : REFUSAL)).isInstanceOf(AssertionError.class)
                .hasMessageContaining(method + " " + path + " " + status);
    }

    @Test
    void aRefusalInAnotherShapeFails() {
        assertThatThrownBy(() -> check("GET", "/nothing", 404, "{\"error\": \"Not Found\"}")).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> check("PUT", "/contacts/1", 405, "")).isInstanceOf(AssertionError.class);
    }

    @Test
    void aHeaderThatIsMissingOrNotAsDocumentedFails() {
        TestResponse bare = new TestResponse(404, headers(Map.of("Content-Type", "application/json")), REFUSAL);
        TestResponse html = new TestResponse(404, headers(Map.of("Content-Type", "text/html", "X-Request-Id", "r1")), REFUSAL);

        assertThatThrownBy(() -> AnswerCheck.checked(service.url(), "GET", "/contacts/1", bare)).hasMessageContaining("X-Request-Id");
        assertThatThrownBy(() -> AnswerCheck.checked(service.url(), "GET", "/contacts/1", html)).hasMessageContaining("text/html");
    }

    @Test
    void whatIsOutsideOfTheDocumentPasses() {
        List.of("/livez", "/readyz", "/docs", "/swagger-ui/index.html", "/openapi.json", "/actuator/companies")
                .forEach(path -> check("GET", path, 200, "anything"));
        check("GET", "/opportunities/1", 304, "");
    }

    /** Requests contacts, and receives the document. */
    @Test
    void theClientOfAllTestsChecks() {
        Client astray = new Client(service.url() + "/openapi.json?", null);

        assertThatThrownBy(() -> astray.get("/contacts")).isInstanceOf(AssertionError.class)
                .hasMessageContainingAll("GET /contacts 200", "array expected");
    }

    private void check(String method, String path, int status, String body) {
        Map<String, String> usual = Map.of("Content-Type", "application/json;charset=UTF-8", "X-Request-Id", "r1", "ETag", "\"0-1\"");
        AnswerCheck.checked(service.url(), method, path, new TestResponse(status, headers(usual), body));
    }

    private static HttpHeaders headers(Map<String, String> all) {
        return HttpHeaders.of(all.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, each -> List.of(each.getValue()))), (name, value) -> true);
    }
}
