package io.opportunities.identity;

import java.util.Map;
import org.hibernate.cfg.AvailableSettings;
import org.hibernate.context.spi.CurrentTenantIdentifierResolver;
import org.springframework.boot.hibernate.autoconfigure.HibernatePropertiesCustomizer;
import org.springframework.stereotype.Component;

/**
 * The first mechanism that keeps companies apart: every entity carries its company, every query is restricted to the caller's. The second
 * one is the database's, see {@link CompanyDialect}.
 */
@Component
final class CompanyTenant implements CurrentTenantIdentifierResolver<Long>, HibernatePropertiesCustomizer {

    /** No company has this id: without a caller nothing is seen. */
    private static final long NOBODY = 0;

    @Override
    public Long resolveCurrentTenantIdentifier() {
        return Caller.find().map(Caller::companyId).orElse(NOBODY);
    }

    @Override
    public boolean validateExistingCurrentSessions() {
        return true;
    }

    @Override
    public void customize(Map<String, Object> settings) {
        settings.put(AvailableSettings.MULTI_TENANT_IDENTIFIER_RESOLVER, this);
    }
}
