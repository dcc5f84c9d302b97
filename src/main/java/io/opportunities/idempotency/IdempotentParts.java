package io.opportunities.idempotency;

import io.opportunities.web.error.ApiException;
import io.opportunities.web.error.CurrentRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;

/** Stores the results of each part of a request with an Idempotency-Key. A repeat continues after the last part that was committed. */
@Component
public final class IdempotentParts {

    private final IdempotencyStore responses;

    IdempotentParts(IdempotencyStore responses) {
        this.responses = responses;
    }

    /** Returns the parts of the current request; empty if it has no Idempotency-Key. */
    public Optional<Parts> current() {
        HttpServletRequest request = CurrentRequest.request();
        List<String> keys = IdempotencyInterceptor.keys(request);
        return keys.isEmpty() ? Optional.empty() : Optional.of(new Parts(IdempotentRequest.of(keys.getFirst(), request)));
    }

    /** The parts of one request, each by the place of its first item. */
    public final class Parts {

        private final IdempotentRequest request;

        private Parts(IdempotentRequest request) {
            this.request = request;
        }

        /**
         * Claims the request for the current transaction, so that no other request with the key works on any part of it.
         *
         * @param from place of the first item of a part
         * @return the stored result of that part
         * @throws ApiException 409 if another request has claimed it; 422 if a different one used the key
         */
        public Optional<byte[]> claim(int from) {
            try {
                Optional<StoredResponse> first = responses.claim(request);
                return (from == 0 ? first : responses.claim(request.part(from))).map(StoredResponse::body);
            } catch (IdempotencyKeyInUseException inUse) {
                throw ApiException.idempotencyKeyInUse();
            }
        }

        /** Returns the place of the first stored part between two places, else the second place. */
        public int firstStored(int after, int to) {
            List<IdempotentRequest> parts = IntStream.range(after + 1, to).mapToObj(request::part).toList();
            int found = responses.firstStored(parts);
            return found < 0 ? to : after + 1 + found;
        }

        /** Stores the result of a part in its transaction. */
        public void store(int from, byte[] result) {
            responses.store(request.part(from), new StoredResponse(200, Map.of(), result));
        }
    }
}
