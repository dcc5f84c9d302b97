package io.opportunities.audit;

/** What happened to a key or with a password. */
enum Kind {
    KEY_CREATED, KEY_FIRST_USED, KEY_REVOKED, KEY_REFUSED, LOGIN_REFUSED, LOGIN_LIMITED
}
