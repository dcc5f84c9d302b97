package io.opportunities.trials;

import io.opportunities.support.Client;
import io.opportunities.support.TestResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/** Clients that create opportunities and contacts, and repeat earlier requests, until they are stopped. */
final class MixedLoad implements AutoCloseable {

    private static final int REPEATED_PERCENT = 20;

    private final AtomicBoolean stopped = new AtomicBoolean();
    private final List<Future<List<RecordedCall>>> clients = new ArrayList<>();
    private final Queue<String> differences = new ConcurrentLinkedQueue<>();
    private final PostMix posts = new PostMix();
    private final ExecutorService threads;
    private final PatientClient patient;

    private MixedLoad(int clients, PatientClient patient) {
        this.threads = Executors.newFixedThreadPool(clients);
        this.patient = patient;
    }

    static MixedLoad start(int clients, List<Client> instances, Tally tally, long seed) {
        MixedLoad load = new MixedLoad(clients, new PatientClient(instances, tally));
        for (int client = 0; client < clients; client++) {
            Random random = new Random(seed + client);
            load.clients.add(load.threads.submit(() -> load.run(random)));
        }
        return load;
    }

    private List<RecordedCall> run(Random random) {
        List<RecordedCall> sent = new ArrayList<>();
        while (!stopped.get()) {
            if (!sent.isEmpty() && random.nextInt(100) < REPEATED_PERCENT) {
                repeat(sent.get(random.nextInt(sent.size())));
            } else {
                WriteRequest post = posts.next(random);
                sent.add(new RecordedCall(post, patient.send(post)));
            }
        }
        return sent;
    }

    private void repeat(RecordedCall first) {
        TestResponse again = patient.send(first.request());
        if (!first.isRepeatedBy(again)) {
            differences.add("%s was answered %s, and when repeated %s".formatted(first.request(), first.answer(), again));
        }
    }

    /**
     * Returns all calls with their responses.
     *
     * @throws java.util.concurrent.ExecutionException with the failure of a client
     */
    List<RecordedCall> stop() throws Exception {
        stopped.set(true);
        List<RecordedCall> all = new ArrayList<>();
        for (Future<List<RecordedCall>> client : clients) {
            all.addAll(client.get());
        }
        return all;
    }

    /** Returns the repeated requests with a response different from the first. */
    List<String> differences() {
        return List.copyOf(differences);
    }

    @Override
    public void close() {
        stopped.set(true);
        threads.close();
    }
}
