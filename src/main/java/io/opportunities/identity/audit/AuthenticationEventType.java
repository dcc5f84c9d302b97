package io.opportunities.identity.audit;

/** The type of an event of a key or a password. */
enum AuthenticationEventType {
    KEY_CREATED, KEY_FIRST_USED, KEY_REVOKED, KEY_REFUSED, LOGIN_REFUSED, LOGIN_LIMITED
}
