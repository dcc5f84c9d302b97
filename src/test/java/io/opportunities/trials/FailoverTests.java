package io.opportunities.trials;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.Client;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The primary is lost, or becomes read only, and its standby is promoted while clients create records. The service switches to it by
 * itself.
 *
 * <p> {@code -Dfailover.seconds} is the duration of the load before and after.
 */
class FailoverTests {

    private static final int CLIENTS = 8;
    private static final Duration CALM = Duration.ofSeconds(Long.getLong("failover.seconds", 3));
    private static final Duration MAX_RECOVERY = Duration.ofSeconds(10);

    @TempDir
    Path directory;

    private PostgresCluster primary;
    private PostgresCluster standby;
    private Replica service;

    @BeforeEach
    void aServiceOnAPrimaryAndItsSynchronousStandby() throws Exception {
        primary = PostgresCluster.in(directory.resolve("primary")).start();
        standby = BaseBackup.of(primary, directory.resolve("standby"))
                .start(Map.of("primary_conninfo", "host=127.0.0.1 port=%d user=postgres password=%s application_name=standby"
                        .formatted(primary.port(), primary.password())));
        configure("synchronous_standby_names = 'standby'");
        Eventually.until(() -> "the standby", Duration.ofSeconds(30),
                () -> primary.sql("select sync_state from pg_stat_replication").query(String.class).single().equals("sync"));
        service = Replica.on("jdbc:postgresql://127.0.0.1:%d,127.0.0.1:%d/%s?targetServerType=primary".formatted(primary.port(),
                standby.port(), PostgresCluster.DATABASE), primary.password(), directory.resolve("service.log")).start().awaitReady();
    }

    @AfterEach
    void end() {
        if (service != null) {
            service.close();
        }
        if (standby != null) {
            standby.close();
        }
        primary.close();
    }

    @Test
    void nothingAcknowledgedIsLostWithThePrimary() throws Exception {
        failOver("The primary was stopped", primary::stopImmediately);
    }

    @Test
    void connectionsToAPrimaryThatBecameReadOnlyAreGivenUp() throws Exception {
        failOver("The primary became read only", () -> {
            configure("default_transaction_read_only = on");
            Eventually.until(() -> "the last transaction", Duration.ofSeconds(10), () -> primary.sql(
                    "select count(*) from pg_stat_activity where backend_xid is not null").query(Integer.class).single() == 0);
        });
    }

    private void failOver(String what, Runnable disaster) throws Exception {
        Tally tally = new Tally();
        Client client = new Client(service.url(), Replica.KEY);
        List<RecordedCall> acknowledged;
        Duration recovery;
        try (MixedLoad load = MixedLoad.start(CLIENTS, List.of(client), tally, 1)) {
            Eventually.pause(CALM);
            disaster.run();
            assertThat(standby.sql("select pg_promote(true, 30)").query(Boolean.class).single()).isTrue();
            recovery = recovery(client);
            Eventually.pause(CALM);
            acknowledged = load.stop();
        }
        tally.print("%s; %d ms after the promotion the service wrote again".formatted(what, recovery.toMillis()));

        assertThat(recovery).isLessThan(MAX_RECOVERY);
        assertThat(service.failures()).isEmpty();
        assertThat(acknowledged.size()).isGreaterThan(20);
        assertThat(acknowledged).filteredOn(sent -> sent.answer().status() >= 300).isEmpty();
        assertThat(Records.all(client, "/opportunities")).containsExactlyInAnyOrderElementsOf(acknowledged.stream()
                .filter(RecordedCall::created).filter(sent -> !sent.request().isContact()).map(sent -> sent.answer().json()).toList());
    }

    /** Returns the time until a record is created; all earlier records are on the other server by then. */
    private static Duration recovery(Client client) {
        long begun = System.nanoTime();
        Eventually.until(() -> "the service", Duration.ofSeconds(60), () -> client.post("/contacts", """
                {"name": "Made after the promotion"}""").status() == 201);
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    private void configure(String setting) {
        primary.sql("alter system set " + setting).update();
        primary.sql("select pg_reload_conf()").query(Boolean.class).single();
    }
}
