package io.opportunities.database.embedded;

import java.io.IOException;
import java.nio.file.Path;

/** A second service process on a data directory, for tests that kill it or that it must reject. */
record EmbeddedPostgresProcess(Process process) implements AutoCloseable {

    /** Runs in the child process: starts the database, reports it and waits for its end. */
    public static void main(String[] arguments) throws Exception {
        try {
            EmbeddedDatabase database = EmbeddedDatabase.start(Path.of(arguments[0]));
            System.out.println("url " + database.getJdbcUrl());
            Thread.sleep(Long.MAX_VALUE);
        } catch (EmbeddedDatabaseException e) {
            System.out.println("refused " + e.getMessage());
        }
    }

    static EmbeddedPostgresProcess on(Path dataDirectory) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new EmbeddedPostgresProcess(new ProcessBuilder(java, "-cp", System.getProperty("java.class.path"),
                EmbeddedPostgresProcess.class.getName(), dataDirectory.toString())
                .redirectErrorStream(true).start());
    }

    /** Waits for a line that begins with the word, and returns its rest. */
    String line(String word) throws IOException {
        var output = process.inputReader();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(word + " ")) {
                return line.substring(word.length() + 1);
            }
        }
        throw new IOException("The process ended without a line \"%s\"".formatted(word));
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }
}
