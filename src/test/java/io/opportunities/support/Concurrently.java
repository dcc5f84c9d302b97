package io.opportunities.support;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Sends requests at the same moment, each from a thread of its own. */
public final class Concurrently {

    private Concurrently() {}

    /** Returns the responses, in the order of the requests. */
    public static List<TestResponse> send(List<Callable<TestResponse>> requests) throws Exception {
        CountDownLatch ready = new CountDownLatch(requests.size());
        List<TestResponse> answers = new ArrayList<>();
        try (ExecutorService clients = Executors.newFixedThreadPool(requests.size())) {
            List<Future<TestResponse>> sent = new ArrayList<>();
            for (Callable<TestResponse> request : requests) {
                sent.add(clients.submit(() -> {
                    ready.countDown();
                    ready.await();
                    return request.call();
                }));
            }
            for (Future<TestResponse> answer : sent) {
                answers.add(answer.get());
            }
        }
        return answers;
    }
}
