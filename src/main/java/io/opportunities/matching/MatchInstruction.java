package io.opportunities.matching;

import io.opportunities.matching.key.MatchBy;
import io.opportunities.web.query.QueryParameters;
import io.opportunities.web.query.QueryRecord;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The matching parameters of a request.
 *
 * @param by the kinds of key to match by, in order; the first that finds a record decides
 * @param window how long ago a record that matches was changed at most; null for any time
 * @param allowNewOptions whether undefined dropdown options are added
 * @param dryRun whether the request only previews its result
 */
public record MatchInstruction(List<MatchBy> by, @Nullable Duration window, MatchFoundStrategy strategy, boolean allowNewOptions,
        boolean dryRun) {

    /** Returns the same instruction for a preview. */
    public MatchInstruction asDryRun() {
        return new MatchInstruction(by, window, strategy, allowNewOptions, true);
    }

    static MatchInstruction from(QueryParameters query) {
        return new MatchInstruction(
                query.someOf("match_by", List.of(MatchBy.values()), MatchBy::wireName, MatchBy.TITLE),
                query.duration("match_window").orElse(null),
                query.oneOf("match_found_strategy", List.of(MatchFoundStrategy.values()), MatchFoundStrategy::wireName,
                        MatchFoundStrategy.SKIP),
                query.flag("allow_new_options", false),
                query.flag("dry_run", false));
    }

    /** Registers the instruction as a handler parameter. */
    @Configuration(proxyBeanMethods = false)
    static class Arguments {

        @Bean
        QueryRecord<MatchInstruction> matchInstruction() {
            return new QueryRecord<>(MatchInstruction.class, MatchInstruction::from);
        }
    }
}
