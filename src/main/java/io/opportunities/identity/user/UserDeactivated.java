package io.opportunities.identity.user;

/** A user was deactivated in the current transaction. Its credentials are revoked, and a reactivation does not restore them. */
public record UserDeactivated(long id) {}
