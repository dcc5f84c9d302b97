package io.opportunities.crm.delivery;

/** What a webhook may use of its instance. The answers change with the number of its workers. */
interface WorkerShare {

    /** Returns the most deliveries in progress. */
    int concurrency();

    /** Returns the most bytes of events in memory. */
    long bytes();

    /** Returns the most records in arrears with which it still reads new events. */
    int arrears();

    /**
     * Returns whether the webhook gives its worker to another one that waits.
     *
     * @param isIdle whether it has nothing to do
     */
    boolean isTurnOver(boolean isIdle);
}
