package io.opportunities.trials;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.Answer;
import io.opportunities.Client;
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
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** More clients at once than the heap of the image has room for: they wait for each other, and the service stays. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CrowdTests {

    private static final int UNFINISHED = 3_000;
    private static final int PAGES = 400;
    private static final Duration HELD = Duration.ofSeconds(5);

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
    void thousandsOfRequestsThatNobodyFinishesDoNotEndTheService() throws Exception {
        List<SocketChannel> crowd = new ArrayList<>();
        try {
            for (int i = 0; i < UNFINISHED; i++) {
                crowd.add(connecting());
            }
            Waiting.pause(Duration.ofSeconds(1));
            for (SocketChannel channel : crowd) {
                if (channel.finishConnect()) {
                    channel.write(
                            ByteBuffer.wrap("GET /contacts HTTP/1.1\r\nHost: localhost\r\nX-Slow: ".getBytes(StandardCharsets.US_ASCII)));
                }
            }
            Waiting.pause(HELD);
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
            Answer made = client.post("/opportunities", """
                    {"title": "Roof %d", "address": "%d Oak Ave, Nashville, TN 37203", "trades": ["Roofing"]}""".formatted(i, 100 + i));
            assertThat(made.status()).isEqualTo(201);
        }
        try (ExecutorService crowd = Executors.newFixedThreadPool(PAGES)) {
            List<Future<Answer>> pages = IntStream.range(0, PAGES)
                    .mapToObj(i -> crowd.submit(() -> client.get("/opportunities?page_size=20"))).toList();
            for (Future<Answer> page : pages) {
                assertThat(page.get().json()).hasSize(20);
            }
        }
    }

    private SocketChannel connecting() throws IOException {
        URI url = URI.create(service.url());
        SocketChannel channel = SocketChannel.open();
        channel.configureBlocking(false);
        channel.connect(new InetSocketAddress(url.getHost(), url.getPort()));
        return channel;
    }
}
