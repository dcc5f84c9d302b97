package io.opportunities.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Clients of the service, or of a process measured beside it: wrk, with a script for each call. */
final class ServiceLoad {

    private final String url;
    private final Numbers numbers;
    private final int companies;

    /** @param dataset whose companies minimal creates are shared among; all else is about what the first one has */
    ServiceLoad(String url, Dataset dataset, Numbers numbers) {
        this.url = url;
        this.numbers = numbers;
        this.companies = dataset.companies();
    }

    Run run(Call call, int clients, int seconds) throws IOException, InterruptedException {
        Path script = write(call.name(), call.requests, call == Call.W1 ? companies : 1);
        return run(script, call.requests.getFirst().numbers(), clients, seconds);
    }

    /** @param name of the script's file */
    Run run(String name, List<Request> requests, int clients, int seconds) throws IOException, InterruptedException {
        return run(write(name, requests, 1), requests.getFirst().numbers(), clients, seconds);
    }

    private Run run(Path script, Request.Numbers kind, int clients, int seconds) throws IOException, InterruptedException {
        Run run = Run.ofWrk(List.of("wrk", "-t1", "-c" + clients, "-d" + seconds + "s", "--timeout", "10s", "--latency", "-s",
                script.toString(), url));
        numbers.serviceTook(kind, run.count() + clients);
        return run;
    }

    private Path write(String name, List<Request> requests, int companies) throws IOException {
        return Files.writeString(Path.of("target/bench/" + name + ".lua"), script(requests, companies));
    }

    private String script(List<Request> requests, int companies) {
        StringBuilder lua = new StringBuilder("""
                local first, sent, twice, each, companies = %d, 0, 0, %d, %d
                math.randomseed(os.time())
                local function key()
                  return string.format("%s", math.random(1, companies))
                end
                function request()
                  local dice, n, k = math.random(1, %d), 0, 0
                """.formatted(numbers.forService(requests.getFirst().numbers()), numbers.each(), companies, Dataset.key("%03d"),
                requests.stream().mapToInt(Request::weight).sum()));
        int below = 0;
        for (Request request : requests) {
            below += request.weight();
            String draw = switch (request.numbers()) {
                case FRESH -> "sent = sent + 1; n = first + sent";
                case TWICE -> "twice = twice + 1; n = first + 2000000 + math.floor(twice / 2)";
                case ANY -> "k = 1 + 8 * math.random(0, each / 8 - 1); n = 2000000 + k";
                case NEXT -> "sent = sent + 1; k = first + sent; n = 2000000 + k";
            };
            lua.append("""
                      if dice <= %d then
                        %s
                        local path = ('%s'):gsub("{n}", n):gsub("{k}", k)
                        local body = ('%s'):gsub("{n}", n)
                        return wrk.format("%s", path, {["x-api-key"] = key(), ["Content-Type"] = "application/json"}, body)
                      end
                    """.formatted(below, draw, request.path(), request.body(), request.method()));
        }
        return lua.append("end\n").toString();
    }
}
