package io.opportunities.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Measures the service and its peers by turns, each on a database of its own of one server. */
final class Peers implements AutoCloseable {

    private final Postgres server;
    private final Dataset dataset;
    private final List<Measured> all = new ArrayList<>();

    private Peers(Postgres server, Dataset dataset) {
        this.server = server;
        this.dataset = dataset;
    }

    /** @return the rounds of each call at each process that has it */
    static List<PeerRounds> measure(Postgres server, Dataset dataset) throws IOException, InterruptedException, SQLException {
        try (Peers peers = new Peers(server, dataset)) {
            peers.start();
            List<PeerRounds> rounds = new ArrayList<>();
            for (PeerCall call : PeerCall.values()) {
                rounds.addAll(peers.measure(call));
                rounds.stream().filter(each -> each.call() == call).forEach(each -> System.out.println(each.row(rounds)));
            }
            return rounds;
        }
    }

    private void start() throws IOException, InterruptedException, SQLException {
        ServiceProcess service = ServiceProcess.start(server.url(dataset.name()), 18090);
        add("service", service.process(), PeerCall::requests);
        addProperties(service);
        for (Peer peer : Peer.values()) {
            add(peer.title, peer.start(server, dataset), peer::requests);
        }
    }

    private void add(String title, HttpProcess process, Function<PeerCall, List<Request>> requests) {
        all.add(new Measured(title, process, new ServiceLoad(process.url(), dataset, new Numbers(dataset)), requests));
    }

    private void addProperties(ServiceProcess service) throws IOException, InterruptedException, SQLException {
        List<String> known = server.rows(dataset.name(), "select key_name from property");
        for (String key : PeerCall.CUSTOM) {
            if (!known.contains(key)) {
                service.call("POST", "/properties", """
                        {"name": "%1$s", "keyName": "%1$s", "type": "TEXT", "recordType": "opportunity"}""".formatted(key));
            }
        }
    }

    private List<PeerRounds> measure(PeerCall call) throws IOException, InterruptedException, SQLException {
        List<Measured> having = all.stream().filter(each -> !each.requests.apply(call).isEmpty()).toList();
        for (Measured each : having) {
            each.run(call, Benchmark.seconds(Benchmark.WARM_UP_SECONDS));
        }
        List<PeerRounds> rounds = having.stream().map(each -> new PeerRounds(call, each.title, new ArrayList<>())).toList();
        for (int round = 0; round < Benchmark.ROUNDS; round++) {
            for (int i = 0; i < having.size(); i++) {
                rounds.get(i).rounds().add(round(having.get(i), call));
            }
        }
        return rounds;
    }

    private PeerRound round(Measured measured, PeerCall call) throws IOException, InterruptedException, SQLException {
        PeerRound.Counters before = counters(measured);
        Run run = measured.run(call, Benchmark.seconds(Benchmark.ROUND_SECONDS));
        double calls = (double) run.count() * call.calls() / measured.requests.apply(call).size();
        return PeerRound.of(run, calls, before, counters(measured));
    }

    private PeerRound.Counters counters(Measured measured) throws IOException, SQLException {
        return new PeerRound.Counters(ProcessorTime.millis(measured.process.pid()), server.processorMillis(), server.walBytes());
    }

    @Override
    public void close() throws InterruptedException {
        for (Measured each : all) {
            each.process.close();
        }
    }

    /** A process with its load and the requests of each call, none if it lacks the call. */
    private record Measured(String title, HttpProcess process, ServiceLoad load, Function<PeerCall, List<Request>> requests) {

        Run run(PeerCall call, int seconds) throws IOException, InterruptedException {
            return load.run("peers-" + title.replace(' ', '-'), requests.apply(call), Benchmark.CLIENTS, seconds);
        }
    }
}
