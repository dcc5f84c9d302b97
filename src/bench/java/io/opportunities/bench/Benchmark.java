package io.opportunities.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Measures the packaged service: against PostgreSQL itself, as the data grows, in memory and start-up, and beside its peers. Prints
 * Markdown, and writes {@code target/bench/report.html}.
 *
 * <p>
 * Arguments: which of {@code limit}, {@code growth}, {@code memory}, {@code start} and {@code peers}; all but the last where none is named.
 * {@code -Dscale=0.1} makes rounds and warm-ups shorter, to see whether it works at all.
 */
public final class Benchmark {

    static final int CLIENTS = 32;
    static final int ROUNDS = 5;
    /** Of one call before it is measured: so long the compilers, which share two cores with all else, go on to make it faster. */
    static final int WARM_UP_SECONDS = 150;
    /** So long that it does not weigh what a round begins with: connections, and caches gone cold in the other's turn. */
    static final int ROUND_SECONDS = 15;
    /** Of one call on data of one size, as all sizes are as warm. */
    private static final int GROWTH_WARM_UP_SECONDS = 15;
    private static final double SCALE = Double.parseDouble(System.getProperty("scale", "1"));
    private static final Dataset MAIN = new Dataset("bench_200k", 1, 200_000);
    private static final List<Dataset> GROWTH = List.of(new Dataset("bench_10k", 1, 10_000), MAIN, new Dataset("bench_2m", 1, 2_000_000),
            new Dataset("bench_100x20k", 100, 20_000));
    /** {@code -Dcalls=W6,W7}, to the JVM of the benchmark, has these alone measured. */
    private static final List<Call> CALLS = System.getProperty("calls") == null
            ? List.of(Call.values())
            : Stream.of(System.getProperty("calls").split(",")).map(Call::valueOf).toList();
    private static final String EMPTY = "bench_empty";

    private final Postgres server;
    private final Report report = new Report();

    private Benchmark(Postgres server) {
        this.server = server;
    }

    public static void main(String[] arguments) throws Exception {
        List<String> parts = arguments.length == 0 ? List.of("limit", "growth", "memory", "start") : List.of(arguments);
        try (Postgres server = Postgres.start(Path.of(System.getProperty("data", "target/bench/postgres")))) {
            Benchmark benchmark = new Benchmark(server);
            benchmark.setUp();
            for (String part : parts) {
                switch (part) {
                    case "fill" -> benchmark.fill();
                    case "limit" -> benchmark.limit();
                    case "growth" -> benchmark.growth();
                    case "memory" -> benchmark.memory();
                    case "start" -> benchmark.start();
                    case "peers" -> benchmark.peers();
                    default -> throw new IllegalArgumentException(part);
                }
            }
            benchmark.report.write(Path.of("target/bench/report.html"));
        }
    }

    /** A company with the workflow and properties that the calls need. */
    private void setUp() throws IOException, InterruptedException, SQLException {
        if (server.has(EMPTY)) {
            return;
        }
        server.run("postgres", "drop database if exists " + EMPTY + "_new");
        server.run("postgres", "create database " + EMPTY + "_new");
        try (ServiceProcess service = ServiceProcess.start(server.url(EMPTY + "_new"), 18090)) {
            service.call("POST", "/properties", "{\"name\": \"Permit number\", \"keyName\": \"permit_number\", \"type\": \"TEXT\", \"recordType\": \"opportunity\"}");
            service.call("POST", "/properties", "{\"name\": \"Permit type\", \"keyName\": \"permit_type\", \"type\": \"TEXT\", \"recordType\": \"opportunity\"}");
            service.call("POST", "/workflows", """
                    {"name": "Permits", "phases": [{"name": "Applied", "type": "LEAD"}, {"name": "Issued", "type": "PROPOSAL"}]}""");
        }
        server.run("postgres", "alter database " + EMPTY + "_new rename to " + EMPTY);
    }

    private void fill() throws SQLException, IOException {
        for (Dataset dataset : GROWTH) {
            dataset.fill(server, EMPTY);
        }
    }

    private void limit() throws IOException, InterruptedException, SQLException {
        MAIN.fill(server, EMPTY);
        Numbers numbers = new Numbers(MAIN);
        Limit limit = new Limit(server, MAIN, numbers);
        try (ServiceProcess service = ServiceProcess.start(server.url(MAIN.name()), 18090)) {
            ServiceLoad load = new ServiceLoad(service.url(), MAIN, numbers);
            Run cold = load.run(Call.W5, CLIENTS, seconds(60));
            for (Call call : Call.values()) {
                warmUp(load, call, CLIENTS, 15);
            }
            limit.capture(service);
            List<Report.Compared> all = new ArrayList<>();
            for (Call call : CALLS) {
                all.add(compare(call, load, limit, numbers));
                System.out.println(all.getLast());
            }
            report.limit(all, cold);
        }
    }

    private void peers() throws IOException, InterruptedException, SQLException {
        MAIN.fill(server, EMPTY);
        report.peers(Peers.measure(server, MAIN));
    }

    private Report.Compared compare(Call call, ServiceLoad load, Limit limit, Numbers numbers)
            throws IOException, InterruptedException, SQLException {
        warmUp(load, call, CLIENTS, WARM_UP_SECONDS);
        List<Run> ofService = new ArrayList<>();
        List<Run> ofLimit = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            enrichAgainIfNeeded(MAIN, numbers);
            ofService.add(load.run(call, CLIENTS, seconds(ROUND_SECONDS)));
            ofLimit.add(limit.run(call, CLIENTS, seconds(ROUND_SECONDS)));
        }
        return new Report.Compared(call, ofService, ofLimit);
    }

    /** Each instance on data of another size, by turns. */
    private void growth() throws IOException, InterruptedException, SQLException {
        fill();
        for (Dataset dataset : GROWTH.reversed()) {
            dataset.warm(server);
        }
        List<ServiceProcess> services = new ArrayList<>();
        List<ServiceLoad> loads = new ArrayList<>();
        List<Numbers> numbers = new ArrayList<>();
        try {
            for (Dataset dataset : GROWTH) {
                services.add(ServiceProcess.start(server.url(dataset.name()), 18100 + 10 * services.size()));
                numbers.add(new Numbers(dataset));
                loads.add(new ServiceLoad(services.getLast().url(), dataset, numbers.getLast()));
            }
            List<Report.Grown> all = new ArrayList<>();
            for (Call call : CALLS) {
                List<List<Run>> runs = Stream.generate(() -> (List<Run>) new ArrayList<Run>()).limit(GROWTH.size()).toList();
                for (ServiceLoad load : loads) {
                    warmUp(load, call, CLIENTS / 4, GROWTH_WARM_UP_SECONDS);
                }
                for (int round = 0; round < ROUNDS; round++) {
                    for (int i = 0; i < GROWTH.size(); i++) {
                        enrichAgainIfNeeded(GROWTH.get(i), numbers.get(i));
                        runs.get(i).add(loads.get(i).run(call, CLIENTS / 4, seconds(3)));
                    }
                }
                all.add(new Report.Grown(call, runs));
                System.out.println(all.getLast());
            }
            report.growth(GROWTH, all);
        } finally {
            for (ServiceProcess service : services) {
                service.close();
            }
        }
    }

    private void memory() throws IOException, InterruptedException, SQLException {
        MAIN.fill(server, EMPTY);
        Numbers numbers = new Numbers(MAIN);
        numbers.serviceTook(Request.Numbers.FRESH, 2_000_000);
        try (ServiceProcess service = ServiceProcess.startShipped(shipped(), server.url(MAIN.name()), 18190)) {
            ServiceLoad load = new ServiceLoad(service.url(), MAIN, numbers);
            List<long[]> samples = new ArrayList<>();
            samples.add(new long[]{0, service.residentMebibytes(), service.heapMebibytesAfterCollection()});
            for (int minute = 1; minute <= 30; minute++) {
                load.run(Call.W5, CLIENTS, seconds(60));
                samples.add(new long[]{minute, service.residentMebibytes(), service.heapMebibytesAfterCollection()});
                System.out.println(Arrays.toString(samples.getLast()));
            }
            report.memory(samples);
        }
    }

    /** The plain jar against the shipped form. */
    private void start() throws IOException, InterruptedException {
        String url = server.url(EMPTY);
        Path shipped = shipped();
        List<Duration> plain = new ArrayList<>();
        List<Duration> cached = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            try (ServiceProcess service = ServiceProcess.start(url, 18290)) {
                plain.add(service.startUp());
            }
            try (ServiceProcess service = ServiceProcess.startShipped(shipped, url, 18290)) {
                cached.add(service.startUp());
            }
        }
        report.start(plain, cached);
    }

    /** Lays the jar out and makes the AOT cache by a training run, as the image does. */
    private static Path shipped() throws IOException, InterruptedException {
        Path laidOut = Path.of("target/bench/shipped").toAbsolutePath();
        Run.output(List.of("rm", "-rf", laidOut.toString()), Map.of());
        Run.output(ServiceProcess.java("-Djarmode=tools", "-jar", ServiceProcess.jar().toString(), "extract", "--destination",
                laidOut.toString()), Map.of());
        List<String> train = new ArrayList<>(List.of("bash", Path.of("src/docker/train.sh").toAbsolutePath().toString()));
        train.addAll(ServiceProcess.java("-Xmx256m", "-XX:AOTCacheOutput=app.aot", "-jar", ServiceProcess.jar().getFileName().toString()));
        Path log = laidOut.resolve("training.log");
        ProcessBuilder builder = new ProcessBuilder(train).directory(laidOut.toFile()).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(Map.of("SERVER_PORT", "18290", "MANAGEMENT_SERVER_PORT", "18291"));
        if (builder.start().waitFor() != 0 || !Files.exists(laidOut.resolve("app.aot"))) {
            throw new IllegalStateException("the training run failed, see " + log);
        }
        return laidOut;
    }

    /** Not by what can be done to each record but once. */
    private static void warmUp(ServiceLoad load, Call call, int clients, int seconds) throws IOException, InterruptedException {
        if (call != Call.W4) {
            load.run(call, clients, seconds(seconds));
        }
    }

    private void enrichAgainIfNeeded(Dataset dataset, Numbers numbers) throws SQLException {
        if (!numbers.haveToEnrich(Math.min(40_000, dataset.each() / 3))) {
            server.run(dataset.name(), "update opportunity set size = null, version = 0 where version <> 0; delete from change where id > 1");
            server.run(dataset.name(), "vacuum analyze opportunity, change, record_words");
            numbers.enrichAgain();
        }
    }

    static int seconds(int full) {
        return Math.max(1, (int) (full * SCALE));
    }
}
