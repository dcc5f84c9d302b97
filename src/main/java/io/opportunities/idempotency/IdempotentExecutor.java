package io.opportunities.idempotency;

import io.opportunities.common.metrics.AfterCommitCounter;
import io.opportunities.web.Preview;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Executes a request and stores its response in one transaction, or returns the stored response. */
@Service
class IdempotentExecutor {

    private static final String DRY_RUN = "X-Dry-Run";

    private final IdempotencyStore answers;
    private final JsonMapper json;
    private final AfterCommitCounter committed;

    IdempotentExecutor(IdempotencyStore answers, JsonMapper json, AfterCommitCounter committed) {
        this.answers = answers;
        this.json = json;
        this.committed = committed;
    }

    /** Executes the handler in this transaction. If it rejects the request, no response is stored, and the next attempt executes again. */
    @Transactional(rollbackFor = Exception.class)
    ResponseEntity<byte[]> call(IdempotentRequest request, Callable<@Nullable Object> handler) throws Exception {
        Optional<StoredResponse> kept = answers.claim(request);
        if (kept.isPresent()) {
            committed.count("opportunities.replays");
            return kept.get().asReplay();
        }
        Object returned = handler.call();
        StoredResponse answer = response(returned);
        boolean preview = answer.headers().containsKey(DRY_RUN) || returned instanceof Preview body && body.writesNothing();
        if (!preview) {
            answers.store(request, answer);
        }
        return answer.asFirst();
    }

    private StoredResponse response(@Nullable Object returned) {
        ResponseEntity<?> answer = returned instanceof ResponseEntity<?> whole ? whole : ResponseEntity.ok(returned);
        Map<String, List<String>> headers = new HashMap<>();
        answer.getHeaders().forEach(headers::put);
        return new StoredResponse(answer.getStatusCode().value(), headers, json.writeValueAsBytes(answer.getBody()));
    }
}
