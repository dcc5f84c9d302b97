package io.opportunities.crm.opportunity;

/** The status of an opportunity. */
enum OpportunityStatus {
    ACTIVE, ON_HOLD, CANCELLED, COMPLETED
}
