package io.opportunities.matching;

import io.opportunities.web.query.QueryParameters;
import io.opportunities.web.query.QueryRecord;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The matching parameters of a request.
 *
 * @param allowNewOptions whether undefined dropdown options are added
 * @param dryRun whether the request only previews its result
 */
public record MatchInstruction(MatchBy by, MatchFoundStrategy strategy, boolean allowNewOptions, boolean dryRun) {

    static MatchInstruction from(QueryParameters query) {
        return new MatchInstruction(
                query.oneOf("match_by", List.of(MatchBy.values()), MatchBy::wireName, MatchBy.TITLE),
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
