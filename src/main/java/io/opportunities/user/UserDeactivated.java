package io.opportunities.user;

/** A user was just deactivated, in the transaction that is running: what they may call with is no longer theirs, also if they come back. */
public record UserDeactivated(long id) {}
