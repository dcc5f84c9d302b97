package io.opportunities.common;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/**
 * Bounds the sum of the bodies that are held at a time. The beginning of a body is not counted: small ones never wait for large ones, nor
 * does anybody for a sender that is too slow to get beyond it.
 */
@Component
final class BodyMemory {

    private static final int BEGINNING = 16 * 1024;
    private static final long PATIENCE_MILLIS = 1_000;

    private final int most;
    private final Semaphore room;

    /** @param most bytes; a larger body takes all of them. By default half of the heap, of which a body takes up to 32 times its length */
    BodyMemory(@Value("${opportunities.max-body-memory:#{T(Runtime).runtime.maxMemory() / 64}}") long most) {
        this.most = (int) Math.clamp(most, 1, Integer.MAX_VALUE);
        this.room = new Semaphore(this.most, true);
    }

    /**
     * Reads a body for which there is room until the end of the request.
     *
     * @param announced its length; negative where it is not known, then it counts as the longest
     * @param limit of its length
     * @return one byte more than the limit where it is longer
     */
    byte[] read(InputStream body, long announced, int limit) throws IOException {
        byte[] beginning = body.readNBytes(Math.min(BEGINNING, limit + 1));
        if (beginning.length < BEGINNING || announced == BEGINNING) {
            return beginning;
        }
        take((int) Math.min(most, announced < 0 ? limit : announced));
        return new SequenceInputStream(new ByteArrayInputStream(beginning), body).readNBytes(limit + 1);
    }

    private void take(int bytes) {
        if (!isTaken(bytes)) {
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
