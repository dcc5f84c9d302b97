package io.opportunities.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Clients of the service: wrk, with a script for each call. */
final class ServiceLoad {

    private final ServiceProcess service;
    private final Numbers numbers;
    private final int companies;

    /** @param dataset whose companies minimal creates are shared among; all else is about what the first one has */
    ServiceLoad(ServiceProcess service, Dataset dataset, Numbers numbers) {
        this.service = service;
        this.numbers = numbers;
        this.companies = dataset.companies();
    }

    Run run(Call call, int clients, int seconds) throws IOException, InterruptedException {
        Path script = Path.of("target/bench/" + call.name() + ".lua");
        Files.writeString(script, script(call));
        Request.Numbers kind = call.requests.getFirst().numbers();
        Run run = Run.ofWrk(List.of("wrk", "-t1", "-c" + clients, "-d" + seconds + "s", "--timeout", "10s", "--latency", "-s", script.toString(),
                service.url()));
        numbers.serviceTook(kind, run.count() + clients);
        return run;
    }

    private String script(Call call) {
        StringBuilder lua = new StringBuilder("""
                local first, sent, twice, each, companies = %d, 0, 0, %d, %d
                math.randomseed(os.time())
                local function key()
                  return string.format("%s", math.random(1, companies))
                end
                function request()
                  local dice, n, k = math.random(1, 100), 0, 0
                """.formatted(numbers.forService(call.requests.getFirst().numbers()), numbers.each(), call == Call.W1 ? companies : 1,
                Dataset.key("%03d")));
        int below = 0;
        for (Request request : call.requests) {
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
