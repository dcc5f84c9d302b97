package io.opportunities.idempotency;

import io.opportunities.common.Committed;
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

/** Does what a request asks for and keeps its answer in one transaction, or gives the answer that was kept. */
@Service
class OnceOnly {

    private static final String DRY_RUN = "X-Dry-Run";

    private final KeptAnswers answers;
    private final JsonMapper json;
    private final Committed committed;

    OnceOnly(KeptAnswers answers, JsonMapper json, Committed committed) {
        this.answers = answers;
        this.json = json;
        this.committed = committed;
    }

    /** Whatever the handler writes belongs to this transaction; where it refuses, nothing is kept and the next try is a new one. */
    @Transactional(rollbackFor = Exception.class)
    ResponseEntity<byte[]> call(KeyedRequest request, Callable<@Nullable Object> handler) throws Exception {
        Optional<KeptAnswer> kept = answers.claim(request);
        if (kept.isPresent()) {
            committed.count("opportunities.replays");
            return kept.get().asReplay();
        }
        KeptAnswer answer = answer(handler.call());
        if (!answer.headers().containsKey(DRY_RUN)) {
            answers.keep(request, answer);
        }
        return answer.asFirst();
    }

    private KeptAnswer answer(@Nullable Object returned) {
        ResponseEntity<?> answer = returned instanceof ResponseEntity<?> whole ? whole : ResponseEntity.ok(returned);
        Map<String, List<String>> headers = new HashMap<>();
        answer.getHeaders().forEach(headers::put);
        return new KeptAnswer(answer.getStatusCode().value(), headers, json.writeValueAsBytes(answer.getBody()));
    }
}
