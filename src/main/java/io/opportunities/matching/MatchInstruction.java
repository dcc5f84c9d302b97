package io.opportunities.matching;

import io.opportunities.common.QueryArgument;
import io.opportunities.common.QueryParameters;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * How a request wants to be matched.
 *
 * @param allowNewOptions whether dropdown options that are not defined yet are added
 * @param dryRun whether it is only asked what would be done
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

    /** Lets handlers ask for it. */
    @Configuration(proxyBeanMethods = false)
    static class Arguments {

        @Bean
        QueryArgument<MatchInstruction> matchInstruction() {
            return new QueryArgument<>(MatchInstruction.class, MatchInstruction::from);
        }
    }
}
