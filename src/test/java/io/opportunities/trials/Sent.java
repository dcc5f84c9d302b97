package io.opportunities.trials;

import io.opportunities.Answer;

/** A request and what it was answered at last. */
record Sent(Post request, Answer answer) {

    boolean created() {
        return answer.status() == 201;
    }

    /** Whether an answer is this one again, to the letter, and says so. */
    boolean isRepeatedBy(Answer again) {
        return again.status() == answer.status() && again.body().equals(answer.body())
                && "true".equals(again.header("Idempotent-Replayed"));
    }

    /** Short, since there are thousands of them. */
    @Override
    public String toString() {
        return "%s %s: %d %s".formatted(request.target(), request.key(), answer.status(),
                created() ? answer.id() : answer.body().lines().findFirst().orElse(""));
    }
}
