package io.opportunities.crm.merge;

import io.opportunities.search.Conditions;
import io.opportunities.search.RecordType;
import io.opportunities.web.query.QueryParameters;
import io.opportunities.web.query.QueryRecord;
import java.util.List;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The requested merges.
 *
 * @param targetId the record that the others were merged into; empty for all
 */
record MergeQuery(RecordType recordType, Optional<Long> targetId) {

    static MergeQuery from(QueryParameters query) {
        return new MergeQuery(query.oneOf("record_type", List.of(RecordType.values()), RecordType::wireName, RecordType.OPPORTUNITY),
                query.id("target_id"));
    }

    Conditions conditions() {
        return new Conditions().and("r.recordType = :value", recordType.wireName()).andIf(targetId, "r.targetId = :value");
    }

    /** Registers the query as a handler parameter. */
    @Configuration(proxyBeanMethods = false)
    static class Arguments {

        @Bean
        QueryRecord<MergeQuery> mergeQuery() {
            return new QueryRecord<>(MergeQuery.class, MergeQuery::from);
        }
    }
}
