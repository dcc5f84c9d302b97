package io.opportunities.crm.imports.job;

/** The work of one state of an import, a chunk at a time. */
interface Work {

    /** Does the next chunk; returns false if nothing was left to do, and the import has its next state. */
    boolean step();
}
