package io.opportunities.web.server;

import io.opportunities.common.metrics.RejectionCounter;
import io.opportunities.web.error.ApiException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/**
 * Limits the total size of large records that requests read at a time. Each request of a company with large records reserves memory for the
 * largest one, and for a page as much as is available. The end of the request releases it. Small records reserve none. The requests of a
 * company reserve at most half of the memory, which leaves some to others. A larger record reserves the whole half.
 */
@Component
public final class ResponseMemoryLimit {

    /** Records up to this size are harmless, even one for each connection. */
    private static final int SMALL_RECORD = 64 * 1024;
    /** The assumed minimum for the largest record of a company. */
    private static final int DEFAULT_RECORD = 4 * 1024;
    private static final Duration TIMEOUT = Duration.ofSeconds(1);
    private static final String ATTRIBUTE = ResponseMemoryLimit.class.getName();

    private final int maxPerCompany;
    private final int page;
    private final Semaphore room;
    private final RejectionCounter refusals;
    /** The companies that have reserved memory, or wait for some. */
    private final Map<Long, Share> shares = new ConcurrentHashMap<>();

    ResponseMemoryLimit(RequestSettings settings, RejectionCounter refusals) {
        this.maxPerCompany = Math.max(1, settings.responseMemory() / 2);
        this.page = settings.maxAnswerSize();
        this.room = new Semaphore(settings.responseMemory(), true);
        this.refusals = refusals;
    }

    /**
     * Reserves memory for the largest record of the request's company, beyond earlier reservations.
     *
     * @param waits whether to wait up to a second for memory: not while the request has a connection to the database
     * @throws ApiException 503 if the memory is not available
     */
    public void forRecord(long company, int bytes, boolean waits) {
        Room mine = current();
        if (mine == null) {
            return;
        }
        mine.company = company;
        if (bytes <= mine.record) {
            return;
        }
        int lacking = Math.min(bytes, maxPerCompany) - mine.acquired;
        if (bytes > SMALL_RECORD && lacking > 0 && !mine.tryAcquire(lacking, waits ? TIMEOUT : Duration.ZERO)) {
            refusals.count(RejectionCounter.Limit.LOAD);
            throw ApiException.unavailable("there are more large records asked for than the service has room for at once; try again");
        }
        mine.record = bytes;
    }

    /** Returns the largest record that the current request may read, in bytes. */
    public int largestRecord() {
        Room mine = current();
        return mine == null ? DEFAULT_RECORD : Math.max(DEFAULT_RECORD, mine.record);
    }

    /** Returns the maximum size of linked data per page, in bytes, where the size of the records does not include it. */
    public int linkedBytesPerPage() {
        return page / 2;
    }

    /**
     * Reserves the available memory for a page, without waiting.
     *
     * @param records number of records of the page
     * @return size in bytes after which the page ends; unlimited for a small page
     */
    public PageRoom forPage(int records) {
        return forPage((long) records * largestRecord());
    }

    /**
     * Reserves the available memory for a page, without waiting.
     *
     * @param whole size of the page, in bytes
     * @return size in bytes after which the page ends; unlimited for a small page
     */
    public PageRoom forPage(long whole) {
        Room mine = current();
        if (mine == null || whole <= page / 2) {
            return PageRoom.UNLIMITED;
        }
        int lacking = (int) Math.max(0, Math.min(Math.min(whole, page), maxPerCompany) - mine.acquired);
        while (lacking > 0 && !mine.tryAcquire(lacking, Duration.ZERO)) {
            lacking = lacking / 2;
        }
        return new PageRoom(Math.min(page, mine.acquired));
    }

    /** @param bytes after which a page ends */
    public record PageRoom(int bytes) {

        public static final PageRoom UNLIMITED = new PageRoom(Integer.MAX_VALUE);

        public boolean isEnough() {
            return bytes == Integer.MAX_VALUE;
        }
    }

    /** Returns the memory of the current request, or null outside a request. */
    private @Nullable Room current() {
        RequestAttributes request = RequestContextHolder.getRequestAttributes();
        if (request == null) {
            return null;
        }
        if (request.getAttribute(ATTRIBUTE, RequestAttributes.SCOPE_REQUEST) instanceof Room mine) {
            return mine;
        }
        Room mine = new Room();
        request.setAttribute(ATTRIBUTE, mine, RequestAttributes.SCOPE_REQUEST);
        request.registerDestructionCallback(ATTRIBUTE, mine::release, RequestAttributes.SCOPE_REQUEST);
        return mine;
    }

    private static boolean acquireWithin(Semaphore semaphore, int bytes, long nanos) {
        try {
            return nanos > 0 ? semaphore.tryAcquire(bytes, nanos, TimeUnit.NANOSECONDS) : semaphore.tryAcquire(bytes);
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /**
     * The memory of one company.
     *
     * @param requests number of requests that have reserved some or wait for some; the share ends with the last
     */
    private record Share(Semaphore room, int requests) {

        Share with(int more) {
            return new Share(room, requests + more);
        }
    }

    /** The memory of one request. */
    private final class Room {

        private long company;
        private int record;
        private int acquired;
        private @Nullable Semaphore share;
        private long shareOf;

        /** Reserves the company's share first, so that a request that waits for the share takes no memory from other companies. */
        boolean tryAcquire(int bytes, Duration timeout) {
            long deadline = System.nanoTime() + timeout.toNanos();
            Semaphore mine = share == null ? join() : share;
            if (!acquireWithin(mine, bytes, deadline - System.nanoTime())) {
                return false;
            }
            if (!acquireWithin(room, bytes, deadline - System.nanoTime())) {
                mine.release(bytes);
                return false;
            }
            acquired += bytes;
            return true;
        }

        private Semaphore join() {
            shareOf = company;
            Semaphore joined = Objects.requireNonNull(shares.compute(shareOf,
                    (id, known) -> known == null ? new Share(new Semaphore(maxPerCompany, true), 1) : known.with(1))).room;
            share = joined;
            return joined;
        }

        void release() {
            if (share != null) {
                room.release(acquired);
                share.release(acquired);
                shares.computeIfPresent(shareOf, (id, known) -> known.requests == 1 ? null : known.with(-1));
            }
        }
    }
}
