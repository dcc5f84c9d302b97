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
 */
public record MatchInstruction(MatchBy by, MatchFoundStrategy strategy, boolean allowNewOptions) {

    static MatchInstruction from(QueryParameters query) {
        // not offered yet: to take it for a real request would write what the client wants to see only
        query.oneOf("dry_run", List.of(false), String::valueOf, false);
        return new MatchInstruction(
                query.oneOf("match_by", List.of(MatchBy.values()), MatchBy::wireName, MatchBy.TITLE),
                query.oneOf("match_found_strategy", List.of(MatchFoundStrategy.values()), MatchFoundStrategy::wireName,
                        MatchFoundStrategy.SKIP),
                query.flag("allow_new_options", false));
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
