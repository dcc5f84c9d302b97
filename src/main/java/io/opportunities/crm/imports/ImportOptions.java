package io.opportunities.crm.imports;

import io.opportunities.matching.key.MatchBy;
import io.opportunities.matching.MatchFoundStrategy;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Duration;
import java.util.List;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * How the rows of an import match, as the parameters of {@code POST /opportunities} say it.
 *
 * @param matchWindow in seconds; null for any time
 */
@Embeddable
record ImportOptions(@JdbcTypeCode(SqlTypes.ARRAY) List<String> matchBy, @Nullable Long matchWindow,
        @Column(name = "match_found_strategy") String strategy, boolean allowNewOptions) {

    static final ImportOptions DEFAULT = new ImportOptions(List.of(MatchBy.TITLE.wireName()), null,
            MatchFoundStrategy.SKIP.wireName(), false);

    ImportOptions changed(ImportRequest.Options options) {
        return new ImportOptions(options.matchBy().or(matchBy),
                options.matchWindow().isAbsent() ? matchWindow : options.matchWindow().toOptional().map(Duration::toSeconds).orElse(null),
                options.strategy().or(strategy), options.allowNewOptions().or(allowNewOptions));
    }

    /** Returns the window as a parameter has it. */
    @Nullable
    String window() {
        return matchWindow == null ? null : matchWindow + "s";
    }
}
