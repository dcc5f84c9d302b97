package io.opportunities.support;

import io.opportunities.web.error.RequestIdFilter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.ExecutionInfo;
import net.ttddyy.dsproxy.QueryInfo;
import net.ttddyy.dsproxy.listener.QueryExecutionListener;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import org.slf4j.MDC;
import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * Records the SQL statements of each request, by its {@code X-Request-Id}. A batch counts as one statement, because it is one round trip.
 */
public final class StatementCounter implements BeanPostProcessor {

    /** The prefix of request ids whose parameters are recorded too. */
    public static final String WITH_PARAMETERS = "plan-";

    private static final Map<String, List<String>> STATEMENTS = new ConcurrentHashMap<>();
    private static final Map<String, List<QueryInfo>> QUERIES = new ConcurrentHashMap<>();

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof DataSource database ? ProxyDataSourceBuilder.create(database).listener(new Listener()).build() : bean;
    }

    /** Returns the queries of a request, with their parameters; recorded if its id begins with {@link #WITH_PARAMETERS}. */
    public static List<QueryInfo> queriesOf(String requestId) {
        return QUERIES.getOrDefault(requestId, List.of());
    }

    /** Returns the statements of a request, without the one that a list sends only if its instance has not done so for a while. */
    public static List<String> of(TestResponse answer) {
        return STATEMENTS.getOrDefault(answer.header(RequestIdFilter.HEADER), List.of()).stream()
                .filter(sql -> !sql.equals("select sync_until()")).toList();
    }

    private static final class Listener implements QueryExecutionListener {

        @Override
        public void beforeQuery(ExecutionInfo execution, List<QueryInfo> queries) {
            String requestId = MDC.get(RequestIdFilter.LOGGED);
            if (requestId != null && !queries.isEmpty()) {
                STATEMENTS.computeIfAbsent(requestId, id -> new CopyOnWriteArrayList<>()).add(queries.getFirst().getQuery());
            }
            if (requestId != null && requestId.startsWith(WITH_PARAMETERS)) {
                QUERIES.computeIfAbsent(requestId, id -> new CopyOnWriteArrayList<>()).addAll(queries);
            }
        }

        @Override
        public void afterQuery(ExecutionInfo execution, List<QueryInfo> queries) {}
    }
}
