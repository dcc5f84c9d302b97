package io.opportunities.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A process that serves HTTP on a port of this machine. */
final class HttpProcess implements AutoCloseable {

    static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Process process;
    private final int port;
    private final Duration startUp;

    private HttpProcess(Process process, int port, Duration startUp) {
        this.process = process;
        this.port = port;
        this.startUp = startUp;
    }

    /**
     * Starts the process, and waits until it is ready.
     *
     * @param ready path that it answers with 200 from then on
     */
    static HttpProcess start(ProcessBuilder builder, Path log, int port, String ready) throws IOException, InterruptedException {
        Files.createDirectories(log.toAbsolutePath().getParent());
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        long begin = System.nanoTime();
        Process process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        while (!isReady(port, ready)) {
            if (!process.isAlive() || System.nanoTime() - begin > Duration.ofMinutes(3).toNanos()) {
                process.destroyForcibly();
                throw new IllegalStateException("the process for port " + port + " did not start, see " + log);
            }
            Thread.sleep(20);
        }
        return new HttpProcess(process, port, Duration.ofNanos(System.nanoTime() - begin));
    }

    private static boolean isReady(int port, String path) throws InterruptedException {
        try {
            return HTTP.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).timeout(Duration.ofSeconds(2)).build(),
                    BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** From the start of the process to the first 200. */
    Duration startUp() {
        return startUp;
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
