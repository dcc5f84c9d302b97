package io.opportunities.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a load generator measured: requests or transactions a second, of its answers the median and the 99th percentile in milliseconds, and
 * how many were no success.
 */
record Run(double perSecond, double p50, double p99, long count, long failed) {

    private static final Pattern WRK_COUNT = Pattern.compile("(\\d+) requests in");
    private static final Pattern FAILED = Pattern.compile("(?:Non-2xx or 3xx responses|Socket errors): (.*)");
    private static final Pattern NUMBER = Pattern.compile("\\d+");
    private static final Pattern PGBENCH_COUNT = Pattern.compile("transactions actually processed: (\\d+)");
    private static final Pattern PROGRESS = Pattern.compile("progress: [0-9.]+ s, ([0-9.]+) tps");
    private static final Pattern PER_SECOND = Pattern.compile("Requests/sec: +([0-9.]+)");

    static Run ofWrk(List<String> command) throws IOException, InterruptedException {
        String output = output(command, Map.of());
        long failed = FAILED.matcher(output).results().flatMap(line -> NUMBER.matcher(line.group(1)).results())
                .mapToLong(number -> Long.parseLong(number.group())).sum();
        return new Run(number(PER_SECOND, output), latency(output, "50%"), latency(output, "99%"), (long) number(WRK_COUNT, output),
                failed);
    }

    static Run ofPgbench(List<String> command) throws IOException, InterruptedException {
        String output = output(command, Map.of("PGPASSWORD", "postgres", "PGOPTIONS", "-c role=opportunities_service"));
        if (output.contains("aborted")) {
            throw new IllegalStateException(output);
        }
        // in the first second each connection plans its statements, which those of the service have done long ago
        double perSecond = PROGRESS.matcher(output).results().skip(1).mapToDouble(second -> Double.parseDouble(second.group(1))).average()
                .orElseThrow(() -> new IllegalStateException(output));
        return new Run(perSecond, 0, 0, (long) number(PGBENCH_COUNT, output), 0);
    }

    static String output(List<String> command, Map<String, String> environment) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(String.join(" ", command) + "\n" + output);
        }
        return output;
    }

    private static double number(Pattern pattern, String output) {
        Matcher found = pattern.matcher(output);
        if (!found.find()) {
            throw new IllegalStateException(output);
        }
        return Double.parseDouble(found.group(1));
    }

    private static double latency(String output, String percentile) {
        Matcher found = Pattern.compile(" " + percentile + " +([0-9.]+)(us|ms|s|m)\\b").matcher(output);
        if (!found.find()) {
            throw new IllegalStateException(output);
        }
        double value = Double.parseDouble(found.group(1));
        return switch (found.group(2)) {
            case "us" -> value / 1000;
            case "ms" -> value;
            case "s" -> value * 1000;
            default -> value * 60_000;
        };
    }
}
