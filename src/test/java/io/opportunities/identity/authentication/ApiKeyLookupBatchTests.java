package io.opportunities.identity.authentication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opportunities.identity.ApiKeyToken;
import io.opportunities.identity.Caller;
import io.opportunities.support.ApiTest;
import io.opportunities.support.Client;
import io.opportunities.support.Service;
import io.opportunities.web.error.DatabaseErrorTranslator;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;

@ApiTest
class ApiKeyLookupBatchTests {

    @Autowired
    private Service service;

    @Autowired
    private DataSource pool;

    private Door door;
    private ApiKeyLookupBatch lookups;

    @BeforeEach
    void countedLookups() {
        door = new Door(pool);
        lookups = new ApiKeyLookupBatch(new CredentialLookup(JdbcClient.create(door), InstantSource.system()));
    }

    @Test
    void manyKeysThatWaitAtOnceCostFewStatements() throws Exception {
        Client company = service.newCompany();
        ApiKeyToken good = ApiKeyToken.of(Objects.requireNonNull(company.key()));
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Optional<Caller>>> unknown = IntStream.range(0, 500)
                    .mapToObj(i -> clients.submit(() -> lookups.callerOf(ApiKeyToken.random()))).toList();
            Future<Optional<Caller>> found = clients.submit(() -> lookups.callerOf(good));

            assertThat(found.get().orElseThrow().isAdmin()).isTrue();
            for (Future<Optional<Caller>> each : unknown) {
                assertThat(each.get()).isEmpty();
            }
        }
        assertThat(door.connections).hasValueBetween(1, 20);
    }

    @Test
    void anOutageFailsAllWaitingLookupsAndLaterOnesSucceed() {
        ApiKeyToken good = ApiKeyToken.of(Objects.requireNonNull(service.newCompany().key()));
        door.open = false;
        assertThatThrownBy(() -> lookups.callerOf(good)).matches(DatabaseErrorTranslator::isTransient);

        door.open = true;

        assertThat(lookups.callerOf(good)).isPresent();
    }

    /** A data source that counts connections and can be shut. */
    private static final class Door extends DelegatingDataSource {

        private final AtomicInteger connections = new AtomicInteger();
        private volatile boolean open = true;

        private Door(DataSource pool) {
            super(pool);
        }

        @Override
        public Connection getConnection() throws SQLException {
            connections.incrementAndGet();
            if (!open) {
                throw new SQLException("away", "08001");
            }
            return super.getConnection();
        }
    }
}
