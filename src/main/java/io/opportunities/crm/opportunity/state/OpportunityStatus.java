package io.opportunities.crm.opportunity.state;

/** The status of an opportunity. */
public enum OpportunityStatus {
    ACTIVE, ON_HOLD, CANCELLED, COMPLETED
}
