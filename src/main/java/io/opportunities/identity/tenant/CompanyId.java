package io.opportunities.identity.tenant;

import io.opportunities.identity.Caller;
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
 * Marks the company of an entity, which is set to the caller's on insert. This and {@link #OWN} are the first mechanism that isolates
 * companies. The second is row-level security, see {@link TenantJpaDialect}.
 */
@ValueGenerationType(generatedBy = CompanyId.Callers.class)
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface CompanyId {

    /**
     * The restriction of each entity: queries return only rows of the transaction's company, and none without a company. It has no
     * parameter, so Hibernate caches query plans, which it would not under a filter.
     */
    String OWN = "company_id = current_company()";

    /** Generates the company of the caller, which must equal that of the transaction. */
    final class Callers implements BeforeExecutionGenerator {

        private static final long serialVersionUID = 1;

        @Override
        public Object generate(SharedSessionContractImplementor session, Object entity, @Nullable Object current, EventType event) {
            long company = Caller.current().companyId();
            if (CurrentCompany.current().filter(entered -> entered.companyId() == company).isEmpty()) {
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
