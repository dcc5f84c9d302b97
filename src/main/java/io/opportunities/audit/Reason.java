package io.opportunities.audit;

/** Why a key that is known was refused. */
enum Reason {
    REVOKED, EXPIRED, USER_INACTIVE
}
