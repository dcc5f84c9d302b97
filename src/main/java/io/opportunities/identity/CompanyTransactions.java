package io.opportunities.identity;

import com.zaxxer.hikari.HikariConfigMXBean;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.opportunities.common.ApiException;
import java.time.InstantSource;
import java.util.Objects;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.jdbc.DataSourceUnwrapper;
import org.springframework.boot.transaction.autoconfigure.TransactionManagerCustomizers;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.JpaVendorAdapter;
import org.springframework.orm.jpa.vendor.HibernateJpaDialect;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.interceptor.TransactionInterceptor;

/** Makes every transaction one of the caller's company, see {@link CompanyDialect}, and has it wait for its turn at a connection. */
@Configuration(proxyBeanMethods = false)
class CompanyTransactions {

    @Bean
    JpaVendorAdapter jpaVendorAdapter(CallerCache callers, InstantSource time) {
        CompanyDialect dialect = new CompanyDialect(callers, time);
        return new HibernateJpaVendorAdapter() {

            @Override
            public HibernateJpaDialect getJpaDialect() {
                return dialect;
            }
        };
    }

    @Bean
    PlatformTransactionManager transactionManager(DataSource connections, MeterRegistry meters,
            ObjectProvider<TransactionManagerCustomizers> customizers) {
        HikariDataSource pool = Objects.requireNonNull(
                DataSourceUnwrapper.unwrap(connections, HikariConfigMXBean.class, HikariDataSource.class), "the pool is one of HikariCP");
        JpaTransactionManager manager = new Manager(new ConnectionTurns(pool.getMaximumPoolSize(), meters));
        customizers.ifAvailable(known -> known.customize(manager));
        return manager;
    }

    /** It is the only one: Spring would look at each call whether the class that is called names another, which none may from now on. */
    @Bean
    SmartInitializingSingleton noChoiceOfManagers(TransactionInterceptor interceptor, PlatformTransactionManager manager) {
        return () -> {
            interceptor.setTransactionManager(manager);
            interceptor.setBeanFactory(null);
        };
    }

    /** Has a transaction wait for its turn, and lets through what a caller is to be told: Spring would take any failure to begin for one of the database. */
    private static final class Manager extends JpaTransactionManager {

        private static final long serialVersionUID = 1;

        private final transient ConnectionTurns turns;

        Manager(ConnectionTurns turns) {
            this.turns = turns;
        }

        @Override
        protected void doBegin(Object transaction, TransactionDefinition definition) {
            turns.begin();
            boolean begun = false;
            try {
                super.doBegin(transaction, definition);
                begun = true;
            } catch (CannotCreateTransactionException failure) {
                throw failure.getCause() instanceof ApiException refusal ? refusal : failure;
            } finally {
                if (!begun) {
                    turns.end();
                }
            }
        }

        /** Comes once after each begin that did not fail. */
        @Override
        protected void doCleanupAfterCompletion(Object transaction) {
            try {
                super.doCleanupAfterCompletion(transaction);
            } finally {
                turns.end();
            }
        }
    }
}
