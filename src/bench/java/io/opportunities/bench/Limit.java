package io.opportunities.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What PostgreSQL does of a call by itself: pgbench, with the statements that the service sent for it. */
final class Limit {

    private final Postgres server;
    private final Dataset dataset;
    private final Numbers numbers;
    private final Map<Call, List<Path>> scripts = new EnumMap<>(Call.class);
    private Map<String, String> variables = Map.of();

    Limit(Postgres server, Dataset dataset, Numbers numbers) {
        this.server = server;
        this.dataset = dataset;
        this.numbers = numbers;
    }

    /** Has the service do each call once, and writes down what it sends. */
    void capture(ServiceProcess service) throws IOException, InterruptedException, SQLException {
        Capture capture = new Capture(server, dataset.name());
        for (Call call : Call.values()) {
            List<Path> files = new ArrayList<>();
            for (Request request : call.requests) {
                Path file = Path.of("target/bench/%s-%d.sql".formatted(call.name(), files.size()));
                Files.writeString(file, draw(request.numbers()) + capture.script(service, request, numbers));
                files.add(file);
            }
            scripts.put(call, files);
        }
        variables = capture.variables();
    }

    private String draw(Request.Numbers kind) {
        return switch (kind) {
            case FRESH, TWICE -> "\\set i :i + 1\n\\set n :first + :client_id + :clients * :i\n";
            case ANY -> "\\set k 1 + 8 * random(0, %d / 8 - 1)\n\\set n 2000000 + :k\n".formatted(numbers.each());
            case NEXT -> "\\set i :i + 1\n\\set k :first + :client_id + :clients * :i\n\\set n 2000000 + :k\n";
        };
    }

    /** Of two requests with one key, the second one matches. */
    private static int weight(Call call, Request request) {
        int twice = call.requests.stream().filter(other -> other.numbers() == Request.Numbers.TWICE).mapToInt(Request::weight).sum();
        return switch (request.numbers()) {
            case TWICE -> request.weight() - twice / 2;
            case ANY -> request.weight() + twice / 2;
            case FRESH, NEXT -> request.weight();
        };
    }

    Run run(Call call, int clients, int seconds) throws IOException, InterruptedException {
        List<Path> files = Objects.requireNonNull(scripts.get(call), "capture first");
        Request.Numbers kind = call.requests.getFirst().numbers();
        List<String> command = new ArrayList<>(List.of("pgbench", "-h", "127.0.0.1", "-p", String.valueOf(Postgres.PORT), "-U", "postgres", "-n",
                "-M", "prepared", "-c", String.valueOf(clients), "-j", "2", "-T", String.valueOf(seconds + 2), "-P", "1", "-D", "i=-1", "-D",
                "clients=" + clients, "-D", "first=" + (numbers.forLimit(kind) + 1)));
        for (int i = 0; i < call.requests.size(); i++) {
            command.addAll(List.of("-f", files.get(i) + "@" + weight(call, call.requests.get(i))));
        }
        variables.forEach((name, value) -> command.addAll(List.of("-D", name + "=" + value)));
        command.add(dataset.name());
        Run run = Run.ofPgbench(command);
        // clients are not equally fast, and each takes its own numbers
        numbers.limitTook(kind, run.count() * 2 + clients);
        return run;
    }
}
