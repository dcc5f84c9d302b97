package io.opportunities.crm.event;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Wakes threads of this instance that wait for events, on whichever instance these are written. One thread asks the database for all of
 * them, and only while there are some. Waiting threads have no connection.
 */
@Component
public final class EventFeed {

    private static final Logger LOG = LoggerFactory.getLogger(EventFeed.class);

    private static final Duration INTERVAL = Duration.ofMillis(25);
    private static final Duration INTERVAL_AFTER_FAILURE = Duration.ofSeconds(1);

    private final JdbcClient database;
    private final Semaphore places;
    private final int share;
    /** Clients that wait, by company. */
    private final Map<Long, Integer> clients = new ConcurrentHashMap<>();
    private final Set<Waiter> waiters = ConcurrentHashMap.newKeySet();
    private final ReentrantLock starting = new ReentrantLock();
    private boolean running;
    private volatile boolean stopping;

    EventFeed(JdbcClient database, EventSettings settings) {
        this.database = database;
        this.places = new Semaphore(settings.maxWaitingClients());
        this.share = Math.max(1, settings.maxWaitingClients() / 2);
    }

    /** A thread that waits for an event of a company after a sequence. */
    private static final class Waiter {

        private final long companyId;
        private final long place;
        private final CountDownLatch news = new CountDownLatch(1);

        private Waiter(long companyId, long sequence) {
            this.companyId = companyId;
            this.place = sequence / Trigger.PER_CHANGE;
        }
    }

    /** Runs first, so that no other part of the service waits for events at its end. */
    @EventListener(ContextClosedEvent.class)
    @Order(Ordered.HIGHEST_PRECEDENCE)
    void stop() {
        stopping = true;
        waiters.forEach(waiter -> waiter.news.countDown());
    }

    /**
     * Waits for an event of a company as a client. Returns at once if too many clients wait already: half of all may be of one company.
     *
     * @param sequence after which the event comes
     * @return whether there may be one; false after the timeout
     */
    boolean awaitAsClient(long companyId, long sequence, Duration timeout) {
        try {
            if (clients.merge(companyId, 1, Integer::sum) > share || !places.tryAcquire()) {
                return false;
            }
            try {
                return await(companyId, sequence, timeout);
            } finally {
                places.release();
            }
        } finally {
            clients.computeIfPresent(companyId, (id, waiting) -> waiting == 1 ? null : waiting - 1);
        }
    }

    /**
     * Waits for an event of a company.
     *
     * @param sequence after which the event comes
     * @return whether there may be one; false after the timeout, and at the end of the service
     */
    public boolean await(long companyId, long sequence, Duration timeout) {
        Waiter waiter = new Waiter(companyId, sequence);
        waiters.add(waiter);
        try {
            startIfNeeded();
            return !stopping && waiter.news.await(timeout.toNanos(), TimeUnit.NANOSECONDS) && !stopping;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            waiters.remove(waiter);
        }
    }

    private void startIfNeeded() {
        starting.lock();
        try {
            if (!running) {
                running = true;
                Thread.ofVirtual().name("event-feed").start(this::run);
            }
        } finally {
            starting.unlock();
        }
    }

    private void run() {
        while (!isDone()) {
            Duration pause = INTERVAL;
            try {
                wake();
            } catch (RuntimeException e) {
                LOG.debug("Events are looked for again in a second: {}", e.toString());
                pause = INTERVAL_AFTER_FAILURE;
            }
            try {
                Thread.sleep(pause);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private boolean isDone() {
        starting.lock();
        try {
            running = !stopping && !waiters.isEmpty();
            return !running;
        } finally {
            starting.unlock();
        }
    }

    private void wake() {
        List<Waiter> all = List.copyOf(waiters);
        Long[] companies = all.stream().map(waiter -> waiter.companyId).toArray(Long[]::new);
        Long[] places = all.stream().map(waiter -> waiter.place).toArray(Long[]::new);
        List<Long> news = database.sql("select unnest(news) from news_of_events(?, ?)").params(companies, places)
                .query((row, number) -> row.getLong(1)).list();
        all.stream().filter(waiter -> news.contains(waiter.companyId)).forEach(waiter -> waiter.news.countDown());
    }
}
