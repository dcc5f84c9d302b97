package io.opportunities.crm.event;

import io.opportunities.crm.changelog.Action;
import io.opportunities.crm.changelog.field.FieldChange;
import io.opportunities.crm.changelog.PastChange;
import io.opportunities.search.RecordType;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The kinds of events. One change may fire several, in the order of these constants. Their positions are part of stored cursors: new ones
 * come last.
 */
public enum Trigger {

    REQUEST_CREATED, REQUEST_UPDATED, DEAL_STATUS_MOVEMENT, DEAL_PROPERTY_UPDATED, REQUEST_PHASE_COMPLETED, REQUEST_PHASE_STARTED, DEAL_PHASE_SLA_VIOLATION, REQUEST_ARCHIVED, REQUEST_RESTORED, REQUEST_MERGED, ACCOUNT_CREATED, ACCOUNT_UPDATED, ACCOUNT_ARCHIVED, CONTACT_CREATED, CONTACT_UPDATED, CONTACT_ARCHIVED;

    /** Number of events that a change can fire at most. */
    static final int PER_CHANGE = 32;

    private static final String PHASE = "phaseId";

    public static Optional<Trigger> find(String key) {
        return Arrays.stream(values()).filter(trigger -> trigger.name().equals(key)).findFirst();
    }

    /** Returns a readable name, such as {@code Request phase started}. */
    String title() {
        String words = name().replace('_', ' ').toLowerCase(Locale.ROOT).replace(" sla ", " SLA ");
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    /** Returns whether a change fires this. Whether a phase that the record left is completed remains to be seen. */
    boolean isFiredBy(PastChange change) {
        Action action = change.action();
        RecordType type = change.recordType();
        return switch (this) {
            case REQUEST_CREATED, ACCOUNT_CREATED, CONTACT_CREATED -> type == recordType() && action == Action.CREATED;
            case REQUEST_UPDATED -> type == RecordType.OPPORTUNITY && (action == Action.UPDATED || hasMore(change));
            case DEAL_STATUS_MOVEMENT -> isMoved(change, "status");
            case DEAL_PROPERTY_UPDATED -> isUpdate(change)
                    && change.changes().stream().anyMatch(field -> field.field().startsWith("custom."));
            case REQUEST_PHASE_COMPLETED -> isMoved(change, PHASE) && from(change) != null;
            case REQUEST_PHASE_STARTED -> type == RecordType.OPPORTUNITY && to(change) != null;
            case DEAL_PHASE_SLA_VIOLATION -> action == Action.OVERDUE;
            case REQUEST_ARCHIVED -> type == RecordType.OPPORTUNITY && action == Action.ARCHIVED;
            case REQUEST_RESTORED -> type == RecordType.OPPORTUNITY && action == Action.RESTORED;
            case REQUEST_MERGED -> type == RecordType.OPPORTUNITY && (isGiven(change, "mergedFrom") || isGiven(change, "mergedInto"));
            case ACCOUNT_UPDATED, CONTACT_UPDATED -> type == recordType()
                    && (action == Action.UPDATED || action == Action.RESTORED || hasMore(change));
            case ACCOUNT_ARCHIVED, CONTACT_ARCHIVED -> type == recordType() && (action == Action.ARCHIVED || action == Action.DELETED);
        };
    }

    /** Returns the only kind of records that fire some of these, empty if there are several or no triggers. */
    public static Optional<RecordType> onlyRecordType(Set<Trigger> triggers) {
        Set<RecordType> types = triggers.stream().map(Trigger::recordType).collect(Collectors.toSet());
        return types.size() == 1 ? types.stream().findFirst() : Optional.empty();
    }

    private RecordType recordType() {
        return name().startsWith("ACCOUNT")
                ? RecordType.ACCOUNT
                : name().startsWith("CONTACT") ? RecordType.CONTACT : RecordType.OPPORTUNITY;
    }

    /** Returns whether a change archived or restored the record and changed more. */
    private static boolean hasMore(PastChange change) {
        return (change.action() == Action.ARCHIVED || change.action() == Action.RESTORED)
                && change.changes().stream().anyMatch(field -> !field.field().equals("isActive") && !field.field().equals("mergedInto"));
    }

    private static boolean isUpdate(PastChange change) {
        return change.recordType() == RecordType.OPPORTUNITY && change.action() != Action.CREATED && change.action() != Action.DELETED;
    }

    private static boolean isMoved(PastChange change, String field) {
        return isUpdate(change) && change.change(field) != null;
    }

    private static boolean isGiven(PastChange change, String field) {
        FieldChange given = change.change(field);
        return given != null && given.to() != null;
    }

    private static @Nullable Object from(PastChange change) {
        FieldChange phase = change.change(PHASE);
        return phase == null ? null : phase.from();
    }

    private static @Nullable Object to(PastChange change) {
        FieldChange phase = change.change(PHASE);
        return phase == null ? null : phase.to();
    }

    /** Returns the keys of all triggers. */
    public static List<String> keys() {
        return Arrays.stream(values()).map(Trigger::name).toList();
    }
}
