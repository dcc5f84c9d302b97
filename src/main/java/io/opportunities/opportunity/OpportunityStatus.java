package io.opportunities.opportunity;

/** How an opportunity stands. */
enum OpportunityStatus {
    ACTIVE, ON_HOLD, CANCELLED, COMPLETED
}
