package io.opportunities.identity.audit;

/** The reason for the refusal of a known key. */
enum RefusalReason {
    REVOKED, EXPIRED, USER_INACTIVE
}
