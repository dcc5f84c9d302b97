package io.opportunities.crm.bulk;

import io.opportunities.web.error.DatabaseErrorTranslator;

/** How far the execution of a part is. */
final class PartAttempt {

    private boolean committing;

    void begin() {
        committing = false;
    }

    void commit() {
        committing = true;
    }

    /** Returns whether the part may have been committed. */
    boolean isInDoubt(Throwable failure) {
        return committing && DatabaseErrorTranslator.isGone(failure);
    }
}
