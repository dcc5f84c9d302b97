package io.opportunities.identity.tenant;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.opportunities.identity.Caller;
import io.opportunities.web.server.ResponseMemoryLimit;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Reserves memory in each request for the largest record of the caller's company, so that many large ones are not read at once. A
 * transaction reads the size at its start. This node caches it, so that later requests wait before they have a connection.
 */
@Component
final class CompanyMemoryLimit {

    private static final int MAX_COMPANIES = 10_000;

    private final ResponseMemoryLimit memory;
    private final Cache<Long, Integer> largest = Caffeine.newBuilder().maximumSize(MAX_COMPANIES).build();

    CompanyMemoryLimit(ResponseMemoryLimit memory) {
        this.memory = memory;
    }

    void beforeConnecting() {
        Optional<Integer> known = Caller.find().map(caller -> largest.getIfPresent(caller.companyId()));
        known.ifPresent(bytes -> memory.forRecord(Caller.current().companyId(), bytes, true));
    }

    void entered(CurrentCompany company) {
        if (company.largestRecord() > 0) {
            largest.put(company.companyId(), company.largestRecord());
        }
        memory.forRecord(company.companyId(), company.largestRecord(), false);
    }
}
