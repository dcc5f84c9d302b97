package io.opportunities.crm.opportunity.bulk;

import io.opportunities.common.metrics.RejectionCounter;
import io.opportunities.crm.opportunity.state.OpportunityItem;
import io.opportunities.idempotency.IdempotentParts;
import io.opportunities.identity.Caller;
import io.opportunities.identity.authentication.ApiKeyAuthenticator;
import io.opportunities.matching.MatchInstruction;
import io.opportunities.web.call.UnknownMembers;
import io.opportunities.web.error.ApiException;
import io.opportunities.web.error.CurrentRequest;
import io.opportunities.web.error.Violation.Code;
import io.opportunities.web.error.Violations;
import io.opportunities.web.json.items.JsonItems;
import java.time.Duration;
import java.util.AbstractList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Carries out the calls with many opportunities, within limits of their number, size and time. */
@Component
final class OpportunityBulkCalls {

    static final int MAX_ITEMS = 1_000;

    /** Ends before the time-outs of most clients and proxies. */
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final int MAX_CALLS = 4;

    private final OpportunityBulk bulk;
    private final IdempotentParts once;
    private final ApiKeyAuthenticator limits;
    private final RejectionCounter refusals;
    private final JsonMapper mapper;
    private final Semaphore places = new Semaphore(MAX_CALLS);

    OpportunityBulkCalls(OpportunityBulk bulk, IdempotentParts once, ApiKeyAuthenticator limits, RejectionCounter refusals,
            JsonMapper mapper) {
        this.bulk = bulk;
        this.once = once;
        this.limits = limits;
        this.refusals = refusals;
        this.mapper = mapper;
    }

    /** @throws ApiException if the call as a whole is rejected: 400, 409, 422, 503 */
    List<BulkItemResponse> run(JsonItems items, MatchInstruction instruction, Violations violations) {
        if (items.size() == 0 || items.size() > MAX_ITEMS) {
            violations.add("", Code.OUT_OF_RANGE, "the body must have 1 to %d items; had %d".formatted(MAX_ITEMS, items.size()));
        }
        violations.rejectIfAny();
        if (!places.tryAcquire()) {
            refusals.count(RejectionCounter.Limit.LOAD);
            throw ApiException.unavailable("the service has as many calls with many items in progress as it can have; try again");
        }
        try {
            limits.charge(Caller.current(), items.size() - 1, CurrentRequest.response());
            Items read = new Items(items, UnknownMembers.areRejected(CurrentRequest.request()));
            Optional<StoredParts> stored = once.current().map(StoredParts::new);
            BulkOrder.Journal journal = stored.<BulkOrder.Journal>map(parts -> parts).orElse(BulkOrder.Journal.NONE);
            List<BulkResult> results = bulk.run(read, new BulkOrder(instruction, true, System.nanoTime() + TIMEOUT.toNanos(), journal));
            if (!read.ignored.isEmpty()) {
                read.ignored.addAll(violations.ignoredMembers());
                UnknownMembers.report(read.ignored, CurrentRequest.response());
            }
            if (stored.isPresent() && stored.get().isReplayed(results)) {
                CurrentRequest.response().setHeader("Idempotent-Replayed", "true");
            }
            return results.stream().map(result -> BulkItemResponse.of(result, items.places().get(result.index()).line())).toList();
        } finally {
            places.release();
        }
    }

    /** The bodies of one call, each of which is read when its part begins. */
    private final class Items extends AbstractList<OpportunityItem> {

        private final byte[] body;
        private final List<JsonItems.Place> places;
        private final boolean strict;
        private final Set<String> ignored = new TreeSet<>();

        private Items(JsonItems items, boolean strict) {
            this.body = items.body();
            this.places = items.places();
            this.strict = strict;
        }

        @Override
        public OpportunityItem get(int index) {
            JsonItems.Place place = places.get(index);
            if (place.length() == 0) {
                return OpportunityItem.refused(ApiException.invalidJson("the body must be one JSON object"));
            }
            OpportunityItem item = bulk.read(body, place.from(), place.length());
            if (strict) {
                return item.strict();
            }
            ignored.addAll(item.ignored());
            return item;
        }

        @Override
        public int size() {
            return places.size();
        }
    }

    /** The results of a call with an Idempotency-Key. */
    private final class StoredParts implements BulkOrder.Journal {

        private final IdempotentParts.Parts parts;
        private int replayed;

        private StoredParts(IdempotentParts.Parts parts) {
            this.parts = parts;
        }

        @Override
        public Optional<List<BulkResult>> stored(int from) {
            Optional<List<BulkResult>> found = parts.claim(from).map(json -> mapper.readValue(json, new TypeReference<>() {
            }));
            replayed += found.map(List::size).orElse(0);
            return found;
        }

        private boolean isReplayed(List<BulkResult> results) {
            return replayed == results.size();
        }

        @Override
        public int end(int from, int to) {
            return parts.firstStored(from, to);
        }

        @Override
        public boolean isRepeatable() {
            return true;
        }

        @Override
        public void store(int from, List<BulkResult> results) {
            parts.store(from, mapper.writeValueAsBytes(results));
        }
    }
}
