package io.opportunities.crm.imports.file;

/**
 * A place in a file at which a line begins, so that reading can continue there.
 *
 * @param offset in bytes
 * @param line its number, from 1
 */
public record Place(long offset, long line) {}
