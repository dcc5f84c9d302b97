package io.opportunities.identity.tenant;

import com.zaxxer.hikari.HikariConfigMXBean;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.opportunities.common.contact.KeyVersion;
import io.opportunities.common.metrics.RejectionCounter;
import io.opportunities.identity.authentication.CallerCache;
import io.opportunities.web.error.ApiException;
import java.time.InstantSource;
import java.util.Objects;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.jdbc.DataSourceUnwrapper;
import org.springframework.boot.transaction.autoconfigure.TransactionManagerCustomizers;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.JpaVendorAdapter;
import org.springframework.orm.jpa.vendor.HibernateJpaDialect;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.interceptor.TransactionInterceptor;

/** Binds every transaction to the caller's company, see {@link TenantJpaDialect}, and queues it for a connection. */
@Configuration(proxyBeanMethods = false)
public class CompanyTransactions {

    @Bean
    JpaVendorAdapter jpaVendorAdapter(CallerCache callers, CompanyMemoryLimit room, InstantSource time, KeyVersion keyVersion) {
        TenantJpaDialect dialect = new TenantJpaDialect(callers, room, time, keyVersion);
        return new HibernateJpaVendorAdapter() {

            @Override
            public HibernateJpaDialect getJpaDialect() {
                return dialect;
            }
        };
    }

    @Bean
    PlatformTransactionManager transactionManager(DataSource connections, CompanyMemoryLimit room, MeterRegistry meters,
            RejectionCounter refusals,
            ObjectProvider<TransactionManagerCustomizers> customizers) {
        HikariDataSource pool = Objects.requireNonNull(
                DataSourceUnwrapper.unwrap(connections, HikariConfigMXBean.class, HikariDataSource.class), "the pool is one of HikariCP");
        int max = pool.getMaximumPoolSize();
        CompanyConnectionLimit shares = new CompanyConnectionLimit(max, () -> refusals.count(RejectionCounter.Limit.LOAD));
        JpaTransactionManager manager = new Manager(room, new ConnectionQueue(max, shares, meters));
        customizers.ifAvailable(known -> known.customize(manager));
        return manager;
    }

    @Bean
    static BeanPostProcessor shardedConnections(Environment environment) {
        return new ShardedStatements(environment.getProperty("opportunities.sharded", Boolean.class, false));
    }

    /** Sets the only transaction manager. Otherwise Spring checks at each call whether the called class names another one. */
    @Bean
    SmartInitializingSingleton noChoiceOfManagers(TransactionInterceptor interceptor, PlatformTransactionManager manager) {
        return () -> {
            interceptor.setTransactionManager(manager);
            interceptor.setBeanFactory(null);
        };
    }

    /** Queues transactions for a connection, and passes on API errors. Spring would treat any failure to begin as one of the database. */
    private static final class Manager extends JpaTransactionManager {

        private static final long serialVersionUID = 1;

        private final transient CompanyMemoryLimit room;
        private final transient ConnectionQueue queue;

        Manager(CompanyMemoryLimit room, ConnectionQueue queue) {
            this.room = room;
            this.queue = queue;
        }

        @Override
        protected void doBegin(Object transaction, TransactionDefinition definition) {
            room.beforeConnecting();
            queue.begin();
            boolean begun = false;
            try {
                super.doBegin(transaction, definition);
                begun = true;
            } catch (CannotCreateTransactionException failure) {
                throw failure.getCause() instanceof ApiException refusal ? refusal : failure;
            } finally {
                if (!begun) {
                    queue.end();
                }
            }
        }

        /** Runs once after each successful begin. */
        @Override
        protected void doCleanupAfterCompletion(Object transaction) {
            try {
                super.doCleanupAfterCompletion(transaction);
            } finally {
                queue.end();
            }
        }
    }
}
