package io.opportunities.web;

/** The body of a response that may be one of a preview. An idempotency key does not store such a response. */
public interface Preview {

    /** Returns whether the call wrote nothing. */
    boolean writesNothing();
}
