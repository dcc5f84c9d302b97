package io.opportunities.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.ApiTest;
import io.opportunities.support.Client;
import io.opportunities.support.DatabaseOwner;
import io.opportunities.support.Service;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A client that resets its connection before the response, as a killed process does. */
@ApiTest
@ExtendWith(OutputCaptureExtension.class)
class GoneClientTests {

    private static final String HANDLER = "io.opportunities.web.error.ApiErrorHandler";

    @Autowired
    private Service service;

    @Autowired
    private DatabaseOwner database;

    @Autowired
    private LoggingSystem logging;

    @BeforeEach
    void logMore() {
        logging.setLogLevel(HANDLER, LogLevel.DEBUG);
    }

    @AfterEach
    void logAsBefore() {
        logging.setLogLevel(HANDLER, null);
    }

    @Test
    void aGoneClientIsNoFaultOfTheService(CapturedOutput log) throws SQLException, IOException, InterruptedException {
        Client company = service.newCompany();
        createLong(company);

        try (Connection owner = database.begin(); Socket client = connected()) {
            owner.createStatement().execute("lock table opportunity");
            askForAPage(client, company);
            database.awaitLockWait();
            hangUp(client);
            owner.rollback();
        }

        assertToldQuietly(log);
    }

    /** Creates a body longer than the buffer of the server for a response. */
    private static void createLong(Client company) {
        assertThat(company.post("/opportunities", """
                {"title": "Roof", "address": "5 Oak Ave, Nashville, TN 37203", "trades": ["Roofing"], "description": "%s"}"""
                .formatted("shingle ".repeat(1_200))).status()).isEqualTo(201);
    }

    private Socket connected() throws IOException {
        URI uri = URI.create(service.url());
        return new Socket(uri.getHost(), uri.getPort());
    }

    private static void askForAPage(Socket client, Client company) throws IOException {
        client.getOutputStream().write("GET /opportunities HTTP/1.1\r\nHost: localhost\r\nx-api-key: %s\r\n\r\n"
                .formatted(company.key()).getBytes(StandardCharsets.US_ASCII));
    }

    private static void hangUp(Socket client) throws IOException {
        client.setSoLinger(true, 0);
        client.close();
    }

    private static void assertToldQuietly(CapturedOutput log) {
        Awaitility.await().untilAsserted(() -> assertThat(log).containsPattern("DEBUG .*The client did not take its answer"));
        assertThat(log).doesNotContain("Failed to answer");
    }
}
