package io.opportunities;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Sends requests at the same moment, each from a thread of its own. */
public final class AtOnce {

    private AtOnce() {}

    /** The answers, in the order of the requests. */
    public static List<Answer> send(List<Callable<Answer>> requests) throws Exception {
        CountDownLatch ready = new CountDownLatch(requests.size());
        List<Answer> answers = new ArrayList<>();
        try (ExecutorService clients = Executors.newFixedThreadPool(requests.size())) {
            List<Future<Answer>> sent = new ArrayList<>();
            for (Callable<Answer> request : requests) {
                sent.add(clients.submit(() -> {
                    ready.countDown();
                    ready.await();
                    return request.call();
                }));
            }
            for (Future<Answer> answer : sent) {
                answers.add(answer.get());
            }
        }
        return answers;
    }
}
