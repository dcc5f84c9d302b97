package io.opportunities.trials;

import io.opportunities.support.TestResponse;

/** A request and its final response. */
record RecordedCall(WriteRequest request, TestResponse answer) {

    boolean created() {
        return answer.status() == 201;
    }

    /** Returns whether a response is an exact, marked replay of this one. */
    boolean isRepeatedBy(TestResponse again) {
        return again.status() == answer.status() && again.body().equals(answer.body())
                && "true".equals(again.header("Idempotent-Replayed"));
    }

    /** Short, because there are thousands of them. */
    @Override
    public String toString() {
        return "%s %s: %d %s".formatted(request.target(), request.key(), answer.status(),
                created() ? answer.id() : answer.body().lines().findFirst().orElse(""));
    }
}
