package io.opportunities.search.page;

/** A record that can be so large that a page of such records ends early. */
public interface Sized {

    /** Returns its approximate size in a response, in bytes. */
    long size();
}
