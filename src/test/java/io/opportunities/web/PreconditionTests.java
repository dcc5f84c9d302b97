package io.opportunities.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.ApiTest;
import io.opportunities.support.Client;
import io.opportunities.support.RawClient;
import io.opportunities.support.Service;
import io.opportunities.support.TestResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Preconditions on the version of a record, and the coding of a body. */
@ApiTest
class PreconditionTests {

    private static final String CHANGE = "{\"name\": \"Other\"}";

    @Autowired
    private Service service;

    private Client company;
    private String path;

    @BeforeEach
    void begin() {
        company = service.newCompany();
        path = "/contacts/" + company.post("/contacts", "{\"name\": \"Dana\"}").id();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"0-abc\"", "W/\"0-abc\"", "\"0\"", "\"9-a\", W/\"0-abc\"", "\"9-a\",\"0-abc\" , \"7-b\"", ", \"0-a\",,", "*",
            " * ",
            "\"0-abc-gzip\"", "\"9-a,b\", \"0-c\""})
    void aTagThatNamesTheVersionIsTaken(String header) {
        assertThat(company.patch(path, CHANGE, Map.of("If-Match", header)).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"1-abc\"", "W/\"1-abc\"", "\"\"", "\"*\"", "\"1-a\", W/\"2-b\"", "\"-0\"", "\"00\""})
    void aTagOfAnotherVersionIsRefused(String header) {
        assertThat(company.patch(path, CHANGE, Map.of("If-Match", header)).status()).isEqualTo(412);
        assertThat(company.send("DELETE", path, null, Map.of("If-Match", header)).status()).isEqualTo(412);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0-abc", "0", "'0-abc'", "\"0-abc", "0-abc\"", "w/\"0-abc\"", "W/0-abc", "\"0-abc\" \"1-abc\"", "\"0-abc\", 1",
            "*, \"0-abc\"",
            "", ",", "W/"})
    void whatIsNoTagIsRefusedWithWhatCame(String header) {
        for (TestResponse refused : new TestResponse[]{company.patch(path, CHANGE, Map.of("If-Match", header)),
                company.send("DELETE", path, null, Map.of("If-Match", header))}) {
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.errorFields()).containsExactly("If-Match");
            assertThat(refused.json().get("message").stringValue())
                    .isEqualTo("If-Match must be * or entity tags in double quotes, as the ETag"
                            + " of an answer is, such as \"3-5d41402abc4b2a76\"; was \"%s\"".formatted(header));
        }
        assertThat(company.get(path).json().get("name").stringValue()).isEqualTo("Dana");
    }

    @Test
    void aResponseReportsAllViolationsWithTheTag() {
        TestResponse refused = company.patch(path, "{\"name\": 1}", Map.of("If-Match", "0"));

        assertThat(refused.errorFields()).containsExactlyInAnyOrder("If-Match", "name");
    }

    @Test
    void everyLineOfTheHeaderCounts() {
        String request = "PATCH %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nx-api-key: %s\r\nIf-Match: \"9-a\"\r\nIf-Match: \"0-b\"\r\n"
                .formatted(path, company.key())
                + "Content-Type: application/json\r\nContent-Length: %d\r\n\r\n%s".formatted(CHANGE.length(), CHANGE);

        assertThat(new RawClient(service.url()).send(request.getBytes(StandardCharsets.UTF_8)).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "deflate", "br", "zstd", "x-gzip", "gzip, identity", "GZIP", "aes128gcm"})
    void aCodedBodyIsRefusedWithWhatIsRead(String coding) {
        for (String target : new String[]{"POST /contacts", "POST /v1/opportunities", "POST /requests", "POST /accounts", "PATCH " + path,
                "POST /users", "POST /workflows", "POST /properties"}) {
            String[] call = target.split(" ");
            TestResponse refused = company.send(call[0], call[1], CHANGE.getBytes(StandardCharsets.UTF_8),
                    Map.of("Content-Encoding", coding));

            assertThat(refused.status()).as(target).isEqualTo(415);
            assertThat(refused.header("Accept-Encoding")).isEqualTo("identity");
            assertThat(refused.json().get("code").stringValue()).isEqualTo("UNSUPPORTED_MEDIA_TYPE");
            assertThat(refused.json().get("message").stringValue())
                    .isEqualTo("the body must be sent without a Content-Encoding; it was \"%s\"".formatted(coding));
        }
    }

    @Test
    void anUncodedBodyIsRead() {
        assertThat(company.patch(path, CHANGE, Map.of("Content-Encoding", "identity")).status()).isEqualTo(200);
        assertThat(company.send("GET", path, null, Map.of("Content-Encoding", "gzip")).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip, chunked", "gzip", "chunked, gzip", "identity", "x"})
    void aTransferCodingThatIsNotReadIsNoFaultOfTheService(String coding) {
        String request = "POST /contacts HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nx-api-key: %s\r\nTransfer-Encoding: %s\r\n\r\n0\r\n\r\n"
                .formatted(company.key(), coding);

        assertThat(new RawClient(service.url()).send(request.getBytes(StandardCharsets.UTF_8)).status()).isBetween(400, 499);
    }
}
