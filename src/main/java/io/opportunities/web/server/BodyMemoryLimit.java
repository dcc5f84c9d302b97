package io.opportunities.web.server;

import io.opportunities.common.metrics.RejectionCounter;
import io.opportunities.web.error.ApiException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.http.HttpInputMessage;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/**
 * Limits the total size of the bodies in memory. The first bytes of a body do not count: small bodies never wait for large ones. Slow
 * senders within the first bytes block no request; later they occupy their memory until the body timeout.
 */
@Component
public final class BodyMemoryLimit {

    private static final int BUFFER_SIZE = 16 * 1024;
    private static final long TIMEOUT_MILLIS = 1_000;

    private final int max;
    private final Semaphore room;
    private final RejectionCounter refusals;

    BodyMemoryLimit(RequestSettings settings, RejectionCounter refusals) {
        this.max = settings.bodyMemory();
        this.room = new Semaphore(max, true);
        this.refusals = refusals;
    }

    /** @throws ApiException 413 if the body is longer than the limit */
    public byte[] read(HttpInputMessage message, int limit) throws IOException {
        long announced = message.getHeaders().getContentLength();
        byte[] body = announced > limit ? new byte[0] : read(message.getBody(), announced, limit);
        if (announced > limit || body.length > limit) {
            throw ApiException.payloadTooLarge(limit);
        }
        return body;
    }

    /**
     * Reads a body within reserved memory, until the end of the request. A body larger than the limit of memory reserves all of it.
     *
     * @param announced its length, at most the limit; negative if unknown, then it counts as the longest
     * @param limit of its length
     * @return one byte more than the limit if it is longer
     */
    public byte[] read(InputStream body, long announced, int limit) throws IOException {
        byte[] beginning = body.readNBytes((int) Math.min(announced < 0 ? limit + 1 : announced, BUFFER_SIZE));
        if (beginning.length < BUFFER_SIZE || announced == BUFFER_SIZE) {
            return beginning;
        }
        acquire((int) Math.min(max, announced < 0 ? limit : announced));
        return new SequenceInputStream(new ByteArrayInputStream(beginning), body).readNBytes(limit + 1);
    }

    private void acquire(int bytes) {
        if (!tryAcquire(bytes)) {
            refusals.count(RejectionCounter.Limit.LOAD);
            throw ApiException.unavailable("there are more large bodies than the service has room for at once; try again");
        }
        RequestContextHolder.currentRequestAttributes().registerDestructionCallback(BodyMemoryLimit.class.getName(),
                () -> room.release(bytes), RequestAttributes.SCOPE_REQUEST);
    }

    private boolean tryAcquire(int bytes) {
        try {
            return room.tryAcquire(bytes, TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
