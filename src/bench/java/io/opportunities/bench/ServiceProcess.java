package io.opportunities.bench;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The service as it ships: the packaged jar in a process of its own, with the default settings but for the rate limit, which is off. */
final class ServiceProcess implements AutoCloseable {

    private static final String KEY = Dataset.key("001");
    private static final Path JVM_OPTIONS = Path.of("src/docker/jvm.options");

    private final HttpProcess process;

    private ServiceProcess(HttpProcess process) {
        this.process = process;
    }

    /** @param directory the jar laid out, with the AOT cache of a training run */
    static ServiceProcess startShipped(Path directory, String databaseUrl, int port) throws IOException, InterruptedException {
        return start(directory, java("-XX:AOTCache=app.aot", "-jar", jar().getFileName().toString()), databaseUrl, port);
    }

    private static ServiceProcess start(Path directory, List<String> command, String databaseUrl, int port)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().putAll(Map.of("SPRING_DATASOURCE_URL", databaseUrl, "SPRING_DATASOURCE_USERNAME", "postgres",
                "SPRING_DATASOURCE_PASSWORD", "postgres", "SERVER_PORT", String.valueOf(port), "MANAGEMENT_SERVER_PORT",
                String.valueOf(port + 1), "OPPORTUNITIES_RATE_LIMIT_PER_SECOND", "0"));
        builder.environment().putAll(Map.of("OPPORTUNITIES_BOOTSTRAP_COMPANY", "Bench", "OPPORTUNITIES_BOOTSTRAP_ADMIN_EMAIL",
                "admin@example.com", "OPPORTUNITIES_BOOTSTRAP_ADMIN_PASSWORD", "only for the bench", "OPPORTUNITIES_BOOTSTRAP_API_KEY", KEY));
        // as in the image
        builder.environment().putAll(Map.of("MALLOC_ARENA_MAX", "2", "MALLOC_MMAP_THRESHOLD_", "30000"));
        return new ServiceProcess(HttpProcess.start(builder, Path.of("target/bench/service.log").toAbsolutePath(), port, "/readyz"));
    }

    static ServiceProcess start(String databaseUrl, int port) throws IOException, InterruptedException {
        return start(Path.of("."), java("-jar", jar().toString()), databaseUrl, port);
    }

    /** With the options that the container image runs with. */
    static List<String> java(String... arguments) {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        if (Files.exists(JVM_OPTIONS)) {
            command.add("@" + JVM_OPTIONS.toAbsolutePath());
        }
        command.addAll(List.of(arguments));
        return command;
    }

    static Path jar() {
        File[] jars = new File("target").listFiles((directory, name) -> name.startsWith("opportunities-") && name.endsWith(".jar"));
        if (jars == null || jars.length != 1) {
            throw new IllegalStateException("there must be one packaged jar in target: run ./mvnw package first");
        }
        return jars[0].toPath().toAbsolutePath();
    }

    /** @return the body of an answer that is a success */
    String call(String method, String path, String body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url() + path)).header("x-api-key", KEY);
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        HttpResponse<String> answer = HttpProcess.HTTP.send(request.method(method, BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
        if (answer.statusCode() > 299) {
            throw new IllegalStateException(method + " " + path + ": " + answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }

    /** From the start of the process to the first 200 on readiness. */
    Duration startUp() {
        return process.startUp();
    }

    String url() {
        return process.url();
    }

    HttpProcess process() {
        return process;
    }

    /** Resident memory, in MiB. */
    long residentMebibytes() throws IOException {
        return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream().filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024).findFirst().orElseThrow();
    }

    /** Of the heap, what is in use after a full collection, in MiB. */
    long heapMebibytesAfterCollection() throws IOException, InterruptedException {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        String pid = String.valueOf(process.pid());
        Run.output(List.of(jcmd, pid, "GC.run"), Map.of());
        String info = Run.output(List.of(jcmd, pid, "GC.heap_info"), Map.of());
        return info.lines().filter(line -> line.contains(" total "))
                .mapToLong(line -> Long.parseLong(line.replaceAll(".*used (\\d+)K.*", "$1")) / 1024).sum();
    }

    @Override
    public void close() throws InterruptedException {
        process.close();
    }
}
