package io.opportunities.contact;

/** A contact is about to be removed, in the transaction that is running: whoever refers to it lets go of it. */
public record ContactRemoved(long id) {}
