package io.opportunities.crm.event;

import io.opportunities.crm.changelog.ChangeFilter;
import io.opportunities.search.RecordType;
import io.opportunities.web.query.QueryParameters;
import io.opportunities.web.query.QueryRecord;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The events that a client asks for.
 *
 * @param after empty for the oldest events that are kept
 * @param triggers empty for all
 * @param limit 1 to 500 events
 * @param patience how long to wait for the first event, up to 30 seconds
 */
record EventQuery(Optional<EventCursor> after, Set<Trigger> triggers, ChangeFilter filter, int limit, Duration patience) {

    private static final int MAX_EVENTS = 500;
    private static final int MAX_WAIT = 30;

    static EventQuery from(QueryParameters query) {
        Optional<EventCursor> after = query.words("after").isEmpty()
                ? Optional.empty()
                : query.parsed("after", "must be a cursor that an answer gave in X-Next-Cursor, or be left out for the oldest events",
                        EventCursor::parse);
        Set<Trigger> triggers = query.listOf("types", Trigger.keys()).stream().map(Trigger::find).flatMap(Optional::stream)
                .collect(Collectors.toSet());
        List<String> kinds = Arrays.stream(RecordType.values()).map(RecordType::wireName).toList();
        Optional<RecordType> recordType = query.parsed("record_type", "must be one of " + String.join(", ", kinds),
                text -> Arrays.stream(RecordType.values()).filter(type -> type.wireName().equals(text)).findFirst());
        return new EventQuery(after, triggers,
                new ChangeFilter(recordType.or(() -> Trigger.onlyRecordType(triggers)), query.id("record_id")),
                query.integer("limit", 100, 1, MAX_EVENTS), Duration.ofSeconds(query.integer("wait", 0, 0, MAX_WAIT)));
    }

    /** Registers the query as a handler parameter. */
    @Configuration(proxyBeanMethods = false)
    static class Arguments {

        @Bean
        QueryRecord<EventQuery> eventQuery() {
            return new QueryRecord<>(EventQuery.class, EventQuery::from);
        }
    }
}
