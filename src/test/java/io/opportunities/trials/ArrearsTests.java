package io.opportunities.trials;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opportunities.support.Client;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A webhook falls behind by {@code -Darrears.events=1000000} events, and then receives them all, in order per record. Prints the rate and the
 * memory of the delivering instance.
 */
@EnabledIfSystemProperty(named = "arrears.events", matches = "\\d+")
class ArrearsTests {

    private static final int EVENTS = Integer.getInteger("arrears.events", 0);
    private static final Duration LENGTH = Duration.ofSeconds(Long.getLong("arrears.seconds", 3_600));
    private static final int VERSIONS = 16;
    private static final int RECORDS = EVENTS / VERSIONS;

    private final AtomicInteger received = new AtomicInteger();
    private final AtomicInteger outOfOrder = new AtomicInteger();
    private final Map<Long, Integer> versions = new ConcurrentHashMap<>();

    @Test
    void allWaitingEventsAreDelivered(@TempDir Path directory) throws Exception {
        HttpServer receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 500);
        receiver.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        receiver.createContext("/", this::receive);
        receiver.start();
        try (PostgresCluster postgres = PostgresCluster.in(directory.resolve("postgres")).start();
                Replica replica = Replica.on(postgres.url(), postgres.password(), directory.resolve("log"))
                        .with("OPPORTUNITIES_WEBHOOKS_ALLOW_PRIVATE_TARGETS", "true").start()) {
            Client admin = new Client(replica.awaitReady().url(), Replica.KEY);
            // its row has the version of the keys
            admin.post("/contacts", "{\"name\": \"Ann\"}");
            admin.post("/webhooks",
                    "{\"url\": \"http://localhost:%d/\", \"triggers\": [\"REQUEST_UPDATED\"]}".formatted(receiver.getAddress().getPort()));
            replica.kill();
            fill(postgres);

            replica.start().awaitReady();
            long begun = System.nanoTime();
            int before = received.get();
            long highest = 0;
            while (received.get() < RECORDS * VERSIONS && System.nanoTime() - begun < LENGTH.toNanos()) {
                highest = Math.max(highest, replica.residentMemory());
                Eventually.pause(Duration.ofSeconds(1));
            }

            double seconds = (System.nanoTime() - begun) / 1e9;
            System.out.printf("%d events in %.0f s, %.0f a second; highest RSS %d MB%n", received.get(), seconds,
                    (received.get() - before) / seconds,
                    highest >> 20);
            assertThat(outOfOrder.get()).isZero();
            assertThat(received.get()).as("received in %s", LENGTH).isEqualTo(RECORDS * VERSIONS);
            assertThat(versions).hasSize(RECORDS).containsValue(VERSIONS);
        } finally {
            receiver.stop(0);
        }
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode event = JsonMapper.shared().readTree(exchange.getRequestBody()).get("event");
            int version = event.get("changes").get(0).get("to").asInt();
            Integer before = versions.put(event.get("recordId").asLong(), version);
            if ((before == null ? 0 : before) != version - 1) {
                outOfOrder.incrementAndGet();
            }
            exchange.sendResponseHeaders(204, -1);
            received.incrementAndGet();
        }
    }

    private static void fill(PostgresCluster postgres) {
        postgres.sql(
                """
                        insert into opportunity (company_id, version, title, title_key, address, address_key, trades, phase_instances, phases_started,
                               status, is_active, value, custom, created_by_id, created_at, updated_at, last_activity)
                        select u.company_id, ?, 'Roof ' || i, 'roof ' || i, i || ' Elm St', i || ' elm st|||', array['Roofing'], '[]', 0, 'ACTIVE', true,
                               ?, '{}', u.id, now(), now(), now()
                          from (select set_config('opportunities.key_version', max(key_version)::text, true) as version from contact offset 0) as rules,
                               generate_series(1, ?) as i, (select company_id, id from app_user limit 1) as u
                         where rules.version <> ''
                        """)
                .param(VERSIONS).param(VERSIONS).param(RECORDS).update();
        for (int version = 1; version <= VERSIONS; version++) {
            postgres.sql("""
                    insert into change (company_id, record_type, record_id, id, at, user_id, action, changes)
                    select o.company_id, 'opportunity', o.id, ? + 1, now(), o.created_by_id, 'UPDATED',
                           jsonb_build_array(jsonb_build_object('field', 'value', 'from', ? - 1, 'to', ?))
                      from opportunity o
                    """).param(version).param(version).param(version).update();
        }
        postgres.sql("analyze").update();
        assertThat(postgres.sql("select count(*) from change where action = 'UPDATED'").query(Integer.class).single())
                .isEqualTo(RECORDS * VERSIONS);
    }
}
