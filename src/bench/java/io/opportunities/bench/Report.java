package io.opportunities.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Tables for the console, and a page with the same and plots. */
final class Report {

    private final List<String> page = new ArrayList<>();

    private static void requireSuccess(Call call, List<Run> runs) {
        if (runs.stream().anyMatch(run -> run.failed() > 0)) {
            throw new IllegalStateException(call + ": " + runs);
        }
    }

    /** The rounds of a call, by turns at the service and at PostgreSQL alone. */
    record Compared(Call call, List<Run> service, List<Run> limit) {

        /** @throws IllegalStateException where any answer was no success: it is not known what was measured */
        Compared {
            requireSuccess(call, service);
        }

        double ratio() {
            return median(service, Run::perSecond) / median(limit, Run::perSecond);
        }

        @Override
        public String toString() {
            return text("| %s | %s | %s | %.2f | %.1f | %.1f | %s |", call.title, spread(service, Run::perSecond), spread(limit, Run::perSecond),
                    ratio(), median(service, Run::p50), median(service, Run::p99), call.least == 0 ? "" : text("%.2f", call.least));
        }
    }

    /** The rounds of a call on data of several sizes. */
    record Grown(Call call, List<List<Run>> runs) {

        /** @throws IllegalStateException where any answer was no success */
        Grown {
            runs.forEach(size -> requireSuccess(call, size));
        }

        @Override
        public String toString() {
            double base = median(runs.getFirst(), Run::p50);
            return text("| %s | %s | %.2f |", call.title, runs.stream().map(size -> text("%.1f / %.1f, %.0f/s", median(size, Run::p50),
                    median(size, Run::p99), median(size, Run::perSecond))).collect(Collectors.joining(" | ")), median(runs.get(2), Run::p50) / base);
        }
    }

    void limit(List<Compared> all, Run cold) {
        String head = "| call | service, a second | PostgreSQL alone | ratio | p50, ms | p99, ms | asked |\n| --- | --- | --- | --- | --- | --- | --- |";
        table("Against PostgreSQL alone", head, all.stream().map(Compared::toString).toList(),
                text("32 clients; medians of %d rounds, and the least and most. The first minute of a cold JVM, W5: %.0f a second, %d failed.",
                        all.getFirst().service().size(), cold.perSecond(), cold.failed()));
        bars(all);
    }

    void growth(List<Dataset> sizes, List<Grown> all) {
        String head = "| call | " + sizes.stream().map(Dataset::name).collect(Collectors.joining(" | ")) + " | p50, 2M to 10k |\n"
                + "| --- ".repeat(sizes.size() + 2) + "|";
        Grown first = all.getFirst();
        double spread = median(first.runs().getLast(), Run::perSecond) / median(first.runs().get(1), Run::perSecond);
        table("As the data grows", head, all.stream().map(Grown::toString).toList(), text(
                "8 clients; p50 / p99 in ms. %s, a second: 100 companies of 20k against one of 200k %.2f, one company of 2M against those %.2f.",
                first.call().title,
                spread, median(first.runs().get(2), Run::perSecond) / median(first.runs().getLast(), Run::perSecond)));
        for (Grown grown : all) {
            lines(grown.call().title, grown.runs().subList(0, 3));
        }
    }

    void memory(List<long[]> samples) {
        table("Memory under W5", "| minute | resident, MiB | heap after a collection, MiB |\n| --- | --- | --- |",
                samples.stream().map(sample -> "| %d | %d | %d |".formatted(sample[0], sample[1], sample[2])).toList(), "Minute 0: idle.");
    }

    void start(List<Duration> plain, List<Duration> shipped) {
        double ratio = median(shipped).toMillis() / (double) median(plain).toMillis();
        table("Start", "| form | to the first 200 of /readyz, s |\n| --- | --- |",
                List.of("| plain jar | %s |".formatted(spreadOf(plain)), "| laid out, AOT cache | %s |".formatted(spreadOf(shipped))),
                text("Ratio %.2f.", ratio));
    }

    void peers(List<PeerRounds> all) {
        table("Beside its peers", PeerRounds.HEAD, all.stream().map(rounds -> rounds.row(all)).toList(), """
                32 clients; medians of %d rounds by turns, and the least and most. A call is a create or a match. The peers validate nothing, have no \
                companies, and do not prevent duplicates. The hand-written one stores a contact in two columns; Spring Data REST has none, \
                and its client of the mix searches for the title, then creates.""".formatted(all.getFirst().rounds().size()));
    }

    void write(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, """
                <!doctype html><meta charset="utf-8"><title>Opportunities, measured</title>
                <style>body{font:15px/1.5 sans-serif;max-width:70em;margin:2em auto}td,th{border:1px solid #ccc;padding:.2em .6em}
                table{border-collapse:collapse}svg{margin:1em}</style>
                """ + String.join("\n", page));
    }

    private void table(String title, String head, List<String> rows, String note) {
        System.out.println("\n## " + title + "\n\n" + head + "\n" + String.join("\n", rows) + "\n\n" + note + "\n");
        page.add("<h2>" + title + "</h2><table><tr><th>" + cells(head.lines().findFirst().orElseThrow(), "</th><th>") + "</th></tr>");
        rows.forEach(row -> page.add("<tr><td>" + cells(row, "</td><td>") + "</td></tr>"));
        page.add("</table><p>" + note + "</p>");
    }

    private static String cells(String row, String between) {
        String inner = row.strip();
        return inner.substring(1, inner.length() - 1).strip().replace(" | ", between);
    }

    private void bars(List<Compared> all) {
        StringBuilder svg = new StringBuilder("<svg width='900' height='%d'>".formatted(all.size() * 26 + 10));
        for (int i = 0; i < all.size(); i++) {
            Compared row = all.get(i);
            svg.append(text("<text x='0' y='%d'>%s</text><rect x='400' y='%d' width='%.0f' height='16' fill='#36c'/>", i * 26 + 18, row.call().title,
                    i * 26 + 5, row.ratio() * 400));
            svg.append(text("<line x1='%2$.0f' x2='%2$.0f' y1='%1$d' y2='%3$d' stroke='#c30'/>", i * 26 + 2, 400 + row.call().least * 400,
                    i * 26 + 24));
        }
        page.add(svg.append("</svg>").toString());
    }

    /** Medians of p50 and p99 against size, both axes logarithmic. */
    private void lines(String title, List<List<Run>> sizes) {
        StringBuilder svg = new StringBuilder("<svg width='420' height='220'><text x='10' y='15'>" + title + "</text>");
        List<ToDoubleFunction<Run>> percentiles = List.of(Run::p50, Run::p99);
        for (int line = 0; line < 2; line++) {
            ToDoubleFunction<Run> percentile = percentiles.get(line);
            String points = IntStream.range(0, sizes.size()).mapToObj(i -> text("%d,%.0f", 40 + i * 150,
                    200 - 50 * Math.log10(Math.max(1, median(sizes.get(i), percentile))))).collect(Collectors.joining(" "));
            svg.append("<polyline fill='none' stroke='%s' points='%s'/>".formatted(line == 0 ? "#36c" : "#c30", points));
        }
        page.add(svg.append("<text x='10' y='215'>10k, 200k, 2M; blue p50, red p99; 50 px are a factor of ten</text></svg>").toString());
    }

    static <T> String spread(List<T> runs, ToDoubleFunction<T> figure) {
        return text("%.0f (%.0f–%.0f)", median(runs, figure), runs.stream().mapToDouble(figure).min().orElseThrow(),
                runs.stream().mapToDouble(figure).max().orElseThrow());
    }

    private static String spreadOf(List<Duration> times) {
        return text("%.2f (%.2f–%.2f)", median(times).toMillis() / 1000.0, Collections.min(times).toMillis() / 1000.0,
                Collections.max(times).toMillis() / 1000.0);
    }

    private static Duration median(List<Duration> times) {
        return times.stream().sorted().toList().get(times.size() / 2);
    }

    static <T> double median(List<T> runs, ToDoubleFunction<T> figure) {
        return runs.stream().mapToDouble(figure).sorted().toArray()[runs.size() / 2];
    }

    static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
