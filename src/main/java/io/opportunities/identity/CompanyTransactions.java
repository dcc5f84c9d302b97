package io.opportunities.identity;

import io.opportunities.common.ApiException;
import java.time.InstantSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
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

/** Makes every transaction one of the caller's company, see {@link CompanyDialect}. */
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
    PlatformTransactionManager transactionManager(ObjectProvider<TransactionManagerCustomizers> customizers) {
        JpaTransactionManager manager = new Manager();
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

    /** Lets through what a caller is to be told; Spring would take any failure to begin for one of the database. */
    private static final class Manager extends JpaTransactionManager {

        private static final long serialVersionUID = 1;

        @Override
        protected void doBegin(Object transaction, TransactionDefinition definition) {
            try {
                super.doBegin(transaction, definition);
            } catch (CannotCreateTransactionException failure) {
                throw failure.getCause() instanceof ApiException refusal ? refusal : failure;
            }
        }
    }
}
