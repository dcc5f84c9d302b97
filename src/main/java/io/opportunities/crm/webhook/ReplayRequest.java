package io.opportunities.crm.webhook;

import io.opportunities.common.Times;
import io.opportunities.web.error.Violation.Code;
import io.opportunities.web.error.Violations;
import io.opportunities.web.json.PatchField;
import io.opportunities.web.json.Required;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Optional;

/** The body of {@code POST /webhooks/{id}/replay}: a half-open interval of the times of events. */
@Schema(example = "{\"from\": \"2026-11-23T00:00:00Z\", \"to\": \"2026-11-24T00:00:00Z\"}")
record ReplayRequest(@Required PatchField<String> from, @Required PatchField<String> to) {

    /** An interval of time. */
    record Interval(Instant from, Instant to) {}

    Interval toInterval(Violations violations) {
        Optional<Instant> begin = time("from", from, violations);
        Optional<Instant> end = time("to", to, violations);
        if (begin.isPresent() && end.isPresent() && !begin.get().isBefore(end.get())) {
            violations.add("to", Code.OUT_OF_RANGE, "must be later than from");
        }
        violations.rejectIfAny();
        return new Interval(begin.orElseThrow(), end.orElseThrow());
    }

    private static Optional<Instant> time(String name, PatchField<String> member, Violations violations) {
        Optional<String> text = member.toOptional();
        Optional<Instant> found = text.flatMap(Times::parse);
        if (text.isPresent() && found.isEmpty() && !violations.mentions(name)) {
            violations.add(name, Code.INVALID_FORMAT, Times.RULE);
        }
        return found;
    }
}
