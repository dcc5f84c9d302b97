package io.opportunities.trials;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One instance of the service in its own process, with the heap of the image. It can be killed and started again on the same port. */
final class Replica implements AutoCloseable {

    static final String KEY = "key-of-the-trials-0123456789-0123456789";

    private static final Path JVM_OPTIONS = Path.of("src/docker/jvm.options");
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration TIMEOUT = Duration.ofSeconds(300);

    private final int port = Ports.free();
    private final Path log;
    private final Map<String, String> environment;
    private final Thread hook = new Thread(this::kill);
    private @Nullable Process process;

    private Replica(Path log, Map<String, String> environment) {
        this.log = log;
        this.environment = new HashMap<>(environment);
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /**
     * Configures an instance that creates the first company, with the key {@link #KEY}, on an empty database; it does not run yet.
     *
     * @param log its log file
     * @param url of its database
     */
    static Replica on(String url, String password, Path log) {
        return new Replica(log, Map.ofEntries(
                Map.entry("SPRING_DATASOURCE_URL", url),
                Map.entry("SPRING_DATASOURCE_USERNAME", PostgresCluster.DATABASE),
                Map.entry("SPRING_DATASOURCE_PASSWORD", password),
                Map.entry("MANAGEMENT_SERVER_PORT", "0"),
                Map.entry("OPPORTUNITIES_RATE_LIMIT_PER_SECOND", "0"),
                Map.entry("OPPORTUNITIES_BOOTSTRAP_COMPANY", "Trials"),
                Map.entry("OPPORTUNITIES_BOOTSTRAP_ADMIN_EMAIL", "admin@trials.example"),
                Map.entry("OPPORTUNITIES_BOOTSTRAP_ADMIN_PASSWORD", "password of the trials"),
                Map.entry("OPPORTUNITIES_BOOTSTRAP_API_KEY", KEY)));
    }

    /** Sets one more environment variable. */
    Replica with(String name, String value) {
        environment.put(name, value);
        return this;
    }

    Replica start() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + JVM_OPTIONS.toAbsolutePath(), "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"), "-XX:TieredStopAtLevel=1",
                "-cp", classPath(), "io.opportunities.OpportunitiesApplication"));
        builder.environment().putAll(environment);
        builder.environment().put("SERVER_PORT", String.valueOf(port));
        process = builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile())).start();
        return this;
    }

    /** @throws IllegalStateException if it does not become ready */
    Replica awaitReady() {
        Eventually.until(() -> "the service, whose log ends with " + lastLines(), TIMEOUT, this::isReady);
        return this;
    }

    private boolean isReady() throws IOException, InterruptedException {
        if (process == null || !process.isAlive()) {
            throw new IllegalStateException("The service ended: " + lastLines());
        }
        HttpRequest request = HttpRequest.newBuilder(URI.create(url() + "/readyz")).timeout(Duration.ofSeconds(5)).build();
        return HTTP.send(request, BodyHandlers.discarding()).statusCode() == 200;
    }

    private String lastLines() {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 30), lines.size()));
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** Returns the class path without the tests, whose configuration would replace the service's own. */
    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.replaceAll("/$", "").endsWith("test-classes")).collect(Collectors.joining(File.pathSeparator));
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    /** Sends SIGKILL, without a shutdown. */
    void kill() {
        Process running = process;
        if (running != null) {
            try {
                running.destroyForcibly().waitFor();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Returns the memory of the process, in bytes, as Linux reports it. */
    long residentMemory() throws IOException {
        Path status = Path.of("/proc/%d/status".formatted(process == null ? 0 : process.pid()));
        return Files.readAllLines(status).stream().filter(line -> line.startsWith("VmRSS")).findFirst()
                .map(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10).orElse(0L);
    }

    /** Returns the log entries of responses with 500, with the top of the stack. */
    List<String> failures() throws IOException {
        List<String> lines = Files.readAllLines(log);
        return IntStream.range(0, lines.size()).filter(i -> lines.get(i).contains("Failed to answer"))
                .mapToObj(i -> String.join("\n", lines.subList(i, Math.min(lines.size(), i + 8)))).toList();
    }

    @Override
    public void close() {
        kill();
        Runtime.getRuntime().removeShutdownHook(hook);
    }
}
