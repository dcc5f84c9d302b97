package io.opportunities.identity.tenant;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The company of the current transaction.
 *
 * @param catalogVersion the version that the transaction read at its start, see {@link TenantConfigurationCache}; -1 during the creation of
 * the company
 * @param largestRecord size of the largest row that the company has ever had, in bytes
 */
record CurrentCompany(long companyId, long catalogVersion, int largestRecord) {

    /** Returns empty outside a transaction, and in one without a caller. */
    static Optional<CurrentCompany> current() {
        return Optional.ofNullable((CurrentCompany) TransactionSynchronizationManager.getResource(CurrentCompany.class));
    }

    /** @return the previous company of the thread, to restore when the new transaction has ended */
    static @Nullable CurrentCompany replace(@Nullable CurrentCompany entered) {
        CurrentCompany before = (CurrentCompany) TransactionSynchronizationManager.unbindResourceIfPossible(CurrentCompany.class);
        if (entered != null) {
            TransactionSynchronizationManager.bindResource(CurrentCompany.class, entered);
        }
        return before;
    }
}
