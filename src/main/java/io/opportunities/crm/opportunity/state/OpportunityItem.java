package io.opportunities.crm.opportunity.state;

import io.opportunities.web.call.UnknownMembers;
import io.opportunities.web.error.ApiException;
import io.opportunities.web.error.Violation;
import io.opportunities.web.error.Violations;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One of several bodies to create or match an opportunity, as it was read. */
public final class OpportunityItem {

    private final @Nullable OpportunityDraft draft;
    private final List<Violation> violations;
    private final List<String> ignored;
    private final @Nullable ApiException refusal;

    private OpportunityItem(@Nullable OpportunityDraft draft, List<Violation> violations, List<String> ignored,
            @Nullable ApiException refusal) {
        this.draft = draft;
        this.violations = violations;
        this.ignored = ignored;
        this.refusal = refusal;
    }

    /** @param violations those found so far; the check of its references may add more */
    public static OpportunityItem of(OpportunityDraft draft, List<Violation> violations, List<String> ignored) {
        return new OpportunityItem(draft, violations, ignored, null);
    }

    /** Returns an item that cannot be read. */
    public static OpportunityItem refused(ApiException reason) {
        return new OpportunityItem(null, List.of(), List.of(), reason);
    }

    /** Returns its unknown members. */
    public List<String> ignored() {
        return ignored;
    }

    /** Returns the same item, in which unknown members are violations. */
    public OpportunityItem strict() {
        Violations all = new Violations();
        all.returnTo(violations);
        UnknownMembers.reject(ignored, all);
        return new OpportunityItem(draft, all.all(), List.of(), refusal);
    }

    /** Returns the names of the locks on its match keys; none if it cannot be read. */
    public List<String> lockNames() {
        return draft == null ? List.of() : draft.matchKeys(null).lockNames();
    }

    /** @throws ApiException if it cannot be read */
    public OpportunityDraft draft() {
        if (draft == null) {
            throw refusal == null ? ApiException.invalidJson("the body must be one JSON object") : refusal;
        }
        return draft;
    }

    public List<Violation> violations() {
        return violations;
    }
}
