package io.opportunities.trials;

import io.opportunities.Answer;
import io.opportunities.Client;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/** Clients that make opportunities and contacts, and repeat what they sent before, until they are told to stop. */
final class MixedLoad implements AutoCloseable {

    private static final int REPEATED_PERCENT = 20;

    private final AtomicBoolean stopped = new AtomicBoolean();
    private final List<Future<List<Sent>>> clients = new ArrayList<>();
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

    private List<Sent> run(Random random) {
        List<Sent> sent = new ArrayList<>();
        while (!stopped.get()) {
            if (!sent.isEmpty() && random.nextInt(100) < REPEATED_PERCENT) {
                repeat(sent.get(random.nextInt(sent.size())));
            } else {
                Post post = posts.next(random);
                sent.add(new Sent(post, patient.send(post)));
            }
        }
        return sent;
    }

    private void repeat(Sent first) {
        Answer again = patient.send(first.request());
        if (!first.isRepeatedBy(again)) {
            differences.add("%s was answered %s, and when repeated %s".formatted(first.request(), first.answer(), again));
        }
    }

    /**
     * All that was answered.
     *
     * @throws java.util.concurrent.ExecutionException with the failure of a client
     */
    List<Sent> stop() throws Exception {
        stopped.set(true);
        List<Sent> all = new ArrayList<>();
        for (Future<List<Sent>> client : clients) {
            all.addAll(client.get());
        }
        return all;
    }

    /** The repeated requests that were not answered as they were at first. */
    List<String> differences() {
        return List.copyOf(differences);
    }

    @Override
    public void close() {
        stopped.set(true);
        threads.close();
    }
}
