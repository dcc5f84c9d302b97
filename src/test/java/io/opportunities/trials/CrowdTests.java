package io.opportunities.trials;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.Client;
import io.opportunities.support.TestResponse;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** More concurrent clients than the heap of the image can serve at once: they wait for each other, and the service survives. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CrowdTests {

    private static final int UNFINISHED = 3_000;
    private static final int PAGES = 400;
    private static final int MAX_TRIES = 10;
    private static final int LARGE = 32;
    private static final Duration LOCK_TIME = Duration.ofSeconds(5);

    private PostgresCluster postgres;
    private Replica service;
    private Client client;

    @BeforeAll
    void aServiceAsItShips(@TempDir Path directory) throws Exception {
        postgres = PostgresCluster.in(directory.resolve("postgres")).start();
        service = Replica.on(postgres.url(), postgres.password(), directory.resolve("service.log")).start().awaitReady();
        client = new Client(service.url(), Replica.KEY);
    }

    @AfterAll
    void end() {
        if (service != null) {
            service.close();
        }
        postgres.close();
    }

    @Test
    void thousandsOfUnfinishedRequestsDoNotEndTheService() throws Exception {
        List<SocketChannel> crowd = new ArrayList<>();
        try {
            for (int i = 0; i < UNFINISHED; i++) {
                crowd.add(connecting());
            }
            Eventually.pause(Duration.ofSeconds(1));
            for (SocketChannel channel : crowd) {
                if (channel.finishConnect()) {
                    channel.write(
                            ByteBuffer.wrap("GET /contacts HTTP/1.1\r\nHost: localhost\r\nX-Slow: ".getBytes(StandardCharsets.US_ASCII)));
                }
            }
            Eventually.pause(LOCK_TIME);
        } finally {
            for (SocketChannel channel : crowd) {
                channel.close();
            }
        }

        assertThat(client.get("/contacts").status()).isEqualTo(200);
    }

    @Test
    void hundredsOfPagesAskedForAtOnceAreAllAnswered() throws Exception {
        for (int i = 0; i < 20; i++) {
            TestResponse made = client.post("/opportunities", """
                    {"title": "Roof %d", "address": "%d Oak Ave, Nashville, TN 37203", "trades": ["Roofing"]}""".formatted(i, 100 + i));
            assertThat(made.status()).isEqualTo(201);
        }
        try (ExecutorService crowd = Executors.newFixedThreadPool(PAGES)) {
            List<Future<TestResponse>> pages = IntStream.range(0, PAGES)
                    .mapToObj(i -> crowd.submit(this::page)).toList();
            for (Future<TestResponse> page : pages) {
                assertThat(page.get().json()).hasSize(20);
            }
        }
    }

    /** Asks again where a slow machine has too many others before it, as {@code Retry-After} says. */
    private TestResponse page() {
        TestResponse answer = client.get("/opportunities?page_size=20");
        for (int tries = 1; answer.status() == 503 && tries < MAX_TRIES; tries++) {
            Eventually.pause(Duration.ofSeconds(Long.parseLong(String.valueOf(answer.header("Retry-After")))));
            answer = client.get("/opportunities?page_size=20");
        }
        return answer;
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void largeRecordsAskedForAtOnceDoNotEndTheService() throws Exception {
        client.post("/properties", """
                {"recordType": "account", "name": "Notes", "type": "TEXT", "isMultiple": true}""");
        String notes = IntStream.range(0, 100).mapToObj(i -> "\"%s%d\"".formatted("x".repeat(9_900), i)).collect(Collectors.joining(", "));
        long account = 0;
        for (int i = 0; i < 8; i++) {
            account = client.post("/accounts", """
                    {"title": "Large %d", "address": "%d Oak Ave", "custom": {"notes": [%s]}}""".formatted(i, i + 1, notes)).id();
        }
        List<String> paths = List.of("/accounts?page_size=100", "/accounts/" + account, "/accounts/" + account + "/changes");
        try (ExecutorService crowd = Executors.newFixedThreadPool(LARGE)) {
            List<Future<TestResponse>> answers = IntStream.range(0, 3 * LARGE)
                    .mapToObj(i -> crowd.submit(() -> client.get(paths.get(i % paths.size())))).toList();
            for (Future<TestResponse> answer : answers) {
                assertThat(answer.get().status()).isIn(200, 503);
            }
        }

        assertThat(client.get("/accounts?page_size=100").json()).isNotEmpty();
    }

    private SocketChannel connecting() throws IOException {
        URI url = URI.create(service.url());
        SocketChannel channel = SocketChannel.open();
        channel.configureBlocking(false);
        channel.connect(new InetSocketAddress(url.getHost(), url.getPort()));
        return channel;
    }
}
