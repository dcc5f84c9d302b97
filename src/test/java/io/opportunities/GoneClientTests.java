package io.opportunities;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ApiTest
@ExtendWith(OutputCaptureExtension.class)
class GoneClientTests {

    /** Longer than what is kept until the answer is complete. */
    private static final String LONG = "{\"title\": \"Roof\", \"address\": \"5 Oak Ave, Nashville, TN 37203\", \"trades\": [\"Roofing\"], \"description\": \"%s\"}"
            .formatted("shingle ".repeat(1_200));

    @Autowired
    private Service service;

    @Autowired
    private DatabaseOwner database;

    @Autowired
    private MeterRegistry meters;

    @Test
    void aClientThatHangsUpBeforeItsAnswerIsNoFaultOfTheService(CapturedOutput log) throws Exception {
        Client company = service.newCompany();
        assertThat(company.post("/opportunities", LONG).status()).isEqualTo(201);
        long before = answered();
        URI uri = URI.create(service.url());

        try (Connection owner = database.begin(); Socket client = new Socket(uri.getHost(), uri.getPort())) {
            owner.createStatement().execute("lock table opportunity");
            client.getOutputStream().write("GET /opportunities HTTP/1.1\r\nHost: %s\r\nx-api-key: %s\r\n\r\n"
                    .formatted(uri.getAuthority(), company.key()).getBytes(StandardCharsets.US_ASCII));
            database.awaitLockWait();
            // a reset, as of a process that was killed
            client.setSoLinger(true, 0);
            client.close();
            owner.rollback();
        }

        Awaitility.await().until(() -> answered() > before);
        assertThat(log).doesNotContain("Failed to answer");
    }

    private long answered() {
        return meters.find("http.server.requests").tags("uri", "/opportunities", "method", "GET").timers().stream()
                .mapToLong(timer -> timer.count()).sum();
    }
}
