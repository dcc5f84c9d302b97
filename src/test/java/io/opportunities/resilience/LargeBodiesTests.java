package io.opportunities.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.ApiTest;
import io.opportunities.support.Client;
import io.opportunities.support.Concurrently;
import io.opportunities.support.DatabaseOwner;
import io.opportunities.support.RawClient;
import io.opportunities.support.SecondInstance;
import io.opportunities.support.Service;
import io.opportunities.support.TestResponse;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;

/** An instance with memory for one large body at a time. */
@ApiTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LargeBodiesTests {

    private static final String SMALL = "{\"name\": \"Dana\"}";
    private static final String LARGE = "{\"name\": \"Dana\"%s}".formatted(" ".repeat(80_000));

    @Autowired
    Service service;

    @Autowired
    DatabaseOwner database;

    SecondInstance instance;
    Client company;

    @BeforeAll
    void begin() {
        instance = SecondInstance.beside(service, "opportunities.max-body-memory=100000");
        company = service.newCompany().at(instance.url());
    }

    @AfterAll
    void end() {
        instance.close();
    }

    @Test
    void aLargeBodyThatFindsNoRoomIsRefusedAndSmallOnesAreNot() throws Exception {
        long contact = company.post("/contacts", SMALL).id();
        try (Connection holder = database.begin()) {
            holder.createStatement().execute("select from contact where id = " + contact + " for update");
            CompletableFuture<TestResponse> waiting = CompletableFuture.supplyAsync(() -> company.patch("/contacts/" + contact,
                    LARGE.replace("Dana", "Other")));
            database.awaitLockWait();

            TestResponse refused = company.post("/contacts", LARGE);

            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.header("Retry-After")).isNotNull();
            assertThat(refused.json().get("code").stringValue()).isEqualTo("UNAVAILABLE");
            assertThat(chunked(LARGE).status()).isEqualTo(503);
            assertThat(company.post("/contacts", SMALL).status()).isEqualTo(201);
            assertThat(chunked(SMALL).status()).isEqualTo(201);
            holder.rollback();
            assertThat(waiting.get(10, TimeUnit.SECONDS).status()).isEqualTo(200);
        }
        assertThat(company.post("/contacts", LARGE).status()).isEqualTo(201);
    }

    @Test
    void manyLargeBodiesAtOnceWaitForEachOther() throws Exception {
        Callable<TestResponse> request = () -> company.post("/contacts", LARGE);

        List<TestResponse> answers = Concurrently.send(Collections.nCopies(3, request));

        assertThat(answers).extracting(TestResponse::status).containsOnly(201);
    }

    @Test
    void roomIsGivenBackWhateverBecomesOfTheRequest() throws Exception {
        for (int times = 0; times < 3; times++) {
            breakOff();
            assertThat(company.post("/contacts", LARGE.replace('}', ']')).status()).isEqualTo(400);
            assertThat(company.post("/contacts", LARGE.replace("name", "nome")).status()).isEqualTo(400);
            assertThat(chunked(LARGE).status()).isEqualTo(201);
            assertThat(company.post("/contacts", LARGE, Map.of("Idempotency-Key", "same")).status()).isEqualTo(201);
        }
    }

    @Test
    void aBodyLargerThanAllTheRoomComesAlone() {
        assertThat(company.post("/contacts", LARGE + LARGE.replaceAll("[^ ]", " ")).status()).isEqualTo(201);
    }

    private TestResponse chunked(String body) {
        String request = """
                POST /contacts HTTP/1.1\r
                Host: localhost\r
                Connection: close\r
                x-api-key: %s\r
                Content-Type: application/json\r
                Transfer-Encoding: chunked\r
                \r
                %x\r
                %s\r
                0\r
                \r
                """.formatted(company.key(), body.length(), body);
        return new RawClient(company.url()).send(request.getBytes(StandardCharsets.US_ASCII));
    }

    private void breakOff() throws Exception {
        URI uri = URI.create(company.url());
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            socket.getOutputStream().write("""
                    POST /contacts HTTP/1.1\r
                    Host: localhost\r
                    x-api-key: %s\r
                    Content-Type: application/json\r
                    Content-Length: 80000\r
                    \r
                    {%s""".formatted(company.key(), " ".repeat(40_000)).getBytes(StandardCharsets.US_ASCII));
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }
}
