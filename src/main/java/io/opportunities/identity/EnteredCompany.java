package io.opportunities.identity;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The company of the running transaction.
 *
 * @param catalogVersion as the transaction read it when it began, see {@link CatalogCache}; -1 while the company is being made
 */
record EnteredCompany(long companyId, long catalogVersion) {

    /** Empty outside a transaction, and in one of nobody. */
    static Optional<EnteredCompany> current() {
        return Optional.ofNullable((EnteredCompany) TransactionSynchronizationManager.getResource(EnteredCompany.class));
    }

    /** @return what the thread's transaction was in before, to be put back when the new one has ended */
    static @Nullable EnteredCompany replace(@Nullable EnteredCompany entered) {
        EnteredCompany before = (EnteredCompany) TransactionSynchronizationManager.unbindResourceIfPossible(EnteredCompany.class);
        if (entered != null) {
            TransactionSynchronizationManager.bindResource(EnteredCompany.class, entered);
        }
        return before;
    }
}
