package io.opportunities.identity;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.EnumSet;
import org.hibernate.annotations.ValueGenerationType;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.generator.BeforeExecutionGenerator;
import org.hibernate.generator.EventType;
import org.hibernate.generator.EventTypeSets;
import org.jspecify.annotations.Nullable;

/**
 * Of an entity, the company it belongs to: the caller's, when it is saved. This and {@link #OWN} are the first mechanism that keeps
 * companies apart; the second one is the database's, see {@link CompanyDialect}.
 */
@ValueGenerationType(generatedBy = CompanyId.Callers.class)
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface CompanyId {

    /**
     * The restriction of each entity: every query sees the rows of the company that its transaction has entered, and none without one. As
     * it has no parameter, Hibernate plans a query once, which it would not under a filter.
     */
    String OWN = "company_id = current_company()";

    /** The company of the caller, which has to be that of the transaction as well. */
    final class Callers implements BeforeExecutionGenerator {

        private static final long serialVersionUID = 1;

        @Override
        public Object generate(SharedSessionContractImplementor session, Object entity, @Nullable Object current, EventType event) {
            long company = Caller.current().companyId();
            if (EnteredCompany.current().filter(entered -> entered.companyId() == company).isEmpty()) {
                throw new IllegalStateException("the transaction is in another company than its caller");
            }
            return company;
        }

        @Override
        public EnumSet<EventType> getEventTypes() {
            return EventTypeSets.INSERT_ONLY;
        }
    }
}
