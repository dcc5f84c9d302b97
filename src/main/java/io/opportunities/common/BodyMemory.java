package io.opportunities.common;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/**
 * Bounds the sum of the bodies that are held at a time. The beginning of a body is not counted: small ones never wait for large ones, nor
 * does anybody for a sender that is too slow to get beyond it; one that is slow after it keeps its room until the time for bodies is over.
 */
@Component
final class BodyMemory {

    private static final int BEGINNING = 16 * 1024;
    private static final long PATIENCE_MILLIS = 1_000;

    private final int most;
    private final Semaphore room;
    private final Refusals refusals;

    BodyMemory(RequestSettings settings, Refusals refusals) {
        this.most = settings.bodyMemory();
        this.room = new Semaphore(most, true);
        this.refusals = refusals;
    }

    /**
     * Reads a body for which there is room until the end of the request. One that is larger than all the room takes all of it.
     *
     * @param announced its length, at most the limit; negative where it is not known, then it counts as the longest
     * @param limit of its length
     * @return one byte more than the limit where it is longer
     */
    byte[] read(InputStream body, long announced, int limit) throws IOException {
        byte[] beginning = body.readNBytes((int) Math.min(announced < 0 ? limit + 1 : announced, BEGINNING));
        if (beginning.length < BEGINNING || announced == BEGINNING) {
            return beginning;
        }
        take((int) Math.min(most, announced < 0 ? limit : announced));
        return new SequenceInputStream(new ByteArrayInputStream(beginning), body).readNBytes(limit + 1);
    }

    private void take(int bytes) {
        if (!isTaken(bytes)) {
            refusals.count(Refusals.Limit.LOAD);
            throw ApiException.unavailable("there are more large bodies than the service has room for at once; try again");
        }
        RequestContextHolder.currentRequestAttributes().registerDestructionCallback(BodyMemory.class.getName(),
                () -> room.release(bytes), RequestAttributes.SCOPE_REQUEST);
    }

    private boolean isTaken(int bytes) {
        try {
            return room.tryAcquire(bytes, PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
