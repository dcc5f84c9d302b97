package io.opportunities.crm.opportunity.bulk;

import io.opportunities.common.JsonSize;
import io.opportunities.crm.bulk.PartRunner;
import io.opportunities.crm.bulk.PartWork;
import io.opportunities.crm.opportunity.OpportunityBatch;
import io.opportunities.crm.opportunity.response.OpportunityResponse;
import io.opportunities.crm.opportunity.state.OpportunityDraft;
import io.opportunities.crm.opportunity.state.OpportunityItem;
import io.opportunities.crm.opportunity.state.OpportunityRequest;
import io.opportunities.crm.property.UnknownKeyCheck;
import io.opportunities.crm.record.Attempt;
import io.opportunities.matching.key.KeyRules;
import io.opportunities.search.RecordType;
import io.opportunities.web.error.ApiException;
import io.opportunities.web.error.ErrorBodies;
import io.opportunities.web.error.Violations;
import io.opportunities.web.json.RequestReader;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.springframework.stereotype.Service;
import tools.jackson.databind.JsonNode;

/** Creates or matches many opportunities: each as a call of its own would, but for much less work of the database. */
@Service
public final class OpportunityBulk {

    /** Size of the records of one answer, after which it has only their ids. */
    private static final long MAX_SHOWN_BYTES = 8 << 20;

    /** Approximate size of a record without its long members, or of a phase instance. */
    private static final long PLAIN_BYTES = 1_500;

    private final RequestReader requests;
    private final UnknownKeyCheck customKeys;
    private final KeyRules rules;
    private final OpportunityBatch batch;
    private final PartRunner parts;
    private final ErrorBodies errors;

    OpportunityBulk(RequestReader requests, UnknownKeyCheck customKeys, KeyRules rules, OpportunityBatch batch, PartRunner parts,
            ErrorBodies errors) {
        this.requests = requests;
        this.customKeys = customKeys;
        this.rules = rules;
        this.batch = batch;
        this.parts = parts;
        this.errors = errors;
    }

    /** Reads one body as {@code POST /opportunities} does. */
    public OpportunityItem read(JsonNode body) {
        return read(violations -> requests.read(OpportunityRequest.class, body, violations));
    }

    /** Reads one body, which is a part of a text in UTF-8. */
    public OpportunityItem read(byte[] text, int from, int length) {
        return read(violations -> requests.read(OpportunityRequest.class, text, from, length, violations));
    }

    private OpportunityItem read(Function<Violations, OpportunityRequest> body) {
        Violations violations = new Violations();
        try {
            OpportunityRequest request = body.apply(violations);
            customKeys.check(RecordType.OPPORTUNITY, request.custom(), violations);
            OpportunityDraft draft = request.toDraft(rules, violations);
            return OpportunityItem.of(draft, violations.all(), violations.ignoredMembers());
        } catch (ApiException reason) {
            return OpportunityItem.refused(reason);
        }
    }

    /**
     * Carries out the items in their order. Items that share a value see each other; a refused one leaves the others. It must not run within
     * a transaction.
     *
     * @return a result for each item
     */
    public List<BulkResult> run(List<OpportunityItem> items, BulkOrder order) {
        return parts.run(items, new Work(order), order.deadline());
    }

    private final class Work implements PartWork<OpportunityItem, BulkResult> {

        private final BulkOrder order;
        private long shownBytes;

        private Work(BulkOrder order) {
            this.order = order;
        }

        @Override
        public boolean isRepeatable() {
            return order.journal().isRepeatable();
        }

        @Override
        public boolean isRehearsal() {
            return order.instruction().dryRun();
        }

        @Override
        public Optional<List<BulkResult>> stored(int from) {
            return order.journal().stored(from);
        }

        @Override
        public int end(int from, int to) {
            return order.journal().end(from, to);
        }

        @Override
        public List<BulkResult> together(int from, List<OpportunityItem> items) {
            boolean shown = order.shown() && shownBytes < MAX_SHOWN_BYTES;
            List<Attempt<OpportunityResponse>> attempts = batch.create(items, order.instruction(), shown);
            shownBytes += attempts.stream().mapToLong(OpportunityBulk::size).sum();
            return IntStream.range(0, attempts.size()).mapToObj(i -> result(from + i, attempts.get(i))).toList();
        }

        @Override
        public void store(int from, List<BulkResult> results) {
            order.journal().store(from, results);
        }

        @Override
        public BulkResult failed(int place, Throwable failure) {
            return BulkResult.refused(place, errors.of(failure));
        }
    }

    private static long size(Attempt<OpportunityResponse> attempt) {
        if (!(attempt instanceof Attempt.Done<OpportunityResponse> done) || done.record() == null) {
            return 0;
        }
        OpportunityResponse record = done.record().body();
        return PLAIN_BYTES + JsonSize.of(record.description()) + JsonSize.of(record.custom())
                + PLAIN_BYTES * record.phaseInstances().size();
    }

    private BulkResult result(int index, Attempt<OpportunityResponse> attempt) {
        return switch (attempt) {
            case Attempt.Refused<OpportunityResponse> refused -> BulkResult.refused(index, errors.of(refused.reason()));
            case Attempt.Done<OpportunityResponse> done -> new BulkResult(index, done.isCreated() && done.recordId() != null ? 201 : 200,
                    done.outcome(), done.by(), done.recordId(), done.contact(), done.changes(),
                    done.record() == null ? null : done.record().body(), null);
        };
    }
}
