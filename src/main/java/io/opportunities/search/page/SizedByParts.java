package io.opportunities.search.page;

/** A record with a small row and large linked data. A page of its rows is read at once, and then cut before the linked data is read. */
public interface SizedByParts extends Sized {}
