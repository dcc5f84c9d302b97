package io.opportunities.crm.record.state;

import io.opportunities.matching.MatchFoundStrategy;
import io.opportunities.matching.key.MatchKeys;
import io.opportunities.search.RecordType;
import io.opportunities.web.error.ApiException;
import io.opportunities.web.error.Violation;
import io.opportunities.web.error.Violation.Code;
import io.opportunities.web.json.PatchField;
import jakarta.persistence.Embeddable;
import org.jspecify.annotations.Nullable;

/**
 * The identity of a record in another system. Both parts together are unique among the active records of a company.
 *
 * @param source the other system
 * @param externalId the id of the record there
 */
@Embeddable
public record ExternalReference(@Nullable String source, @Nullable String externalId) {

    /** Returns null without both parts, as the database does. */
    static @Nullable ExternalReference of(@Nullable String source, @Nullable String externalId) {
        return source == null && externalId == null ? null : new ExternalReference(source, externalId);
    }

    static @Nullable String sourceOf(@Nullable ExternalReference reference) {
        return reference == null ? null : reference.source;
    }

    static @Nullable String idOf(@Nullable ExternalReference reference) {
        return reference == null ? null : reference.externalId;
    }

    /** Returns the key of a reference, null without an external id. */
    static @Nullable String keyOf(@Nullable ExternalReference reference) {
        String id = idOf(reference);
        return id == null ? null : MatchKeys.externalKey(sourceOf(reference), id);
    }

    /** Returns the rejection of a record whose reference another active record has. */
    public static ApiException taken(RecordType type) {
        return ApiException.taken(new Violation("externalId", Code.TAKEN,
                "externalId is taken: another active %s has it with this source; match_by=externalId finds that one"
                        .formatted(type.wireName())));
    }

    /**
     * The reference of a request. An external id is never combined with the source of another one.
     *
     * @param source without one, the external id counts as one of no source
     */
    public record Draft(PatchField<String> source, PatchField<String> externalId) {

        public static final Draft NONE = new Draft(PatchField.absent(), PatchField.absent());

        @Nullable
        String key() {
            return keyOf(of(source.orNull(), externalId.orNull()));
        }

        public boolean isSourceAlone() {
            return externalId.isAbsent() && !source.isAbsent();
        }

        /** Returns the key of a record after a change by this request. */
        @Nullable
        public String keyAfter(@Nullable ExternalReference before) {
            return keyOf(replace(before));
        }

        /** Returns the reference of a record after this request. */
        @Nullable
        ExternalReference over(@Nullable ExternalReference before, MatchFoundStrategy by) {
            return switch (by) {
                case SKIP -> before;
                case REPLACE -> replace(before);
                case ENRICH -> fits(before) ? replace(before) : before;
            };
        }

        private @Nullable ExternalReference replace(@Nullable ExternalReference before) {
            return externalId instanceof PatchField.Given<String>
                    ? of(source.orNull(), externalId.orNull())
                    : of(source.over(sourceOf(before)), externalId.over(idOf(before)));
        }

        /** Returns whether the request brings something, and contradicts nothing that the record has. */
        private boolean fits(@Nullable ExternalReference before) {
            String present = sourceOf(before);
            boolean sameSource = present == null || present.equals(source.orNull());
            return idOf(before) == null && sameSource && (source.orNull() != null || externalId.orNull() != null);
        }
    }
}
