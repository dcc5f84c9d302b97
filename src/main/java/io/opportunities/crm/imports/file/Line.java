package io.opportunities.crm.imports.file;

import org.jspecify.annotations.Nullable;

/**
 * One physical line of a file.
 *
 * @param start of its first byte
 * @param text without its end; empty if there is an error
 * @param error why it cannot be read, or null
 * @param end at which the next line begins
 */
record Line(Place start, String text, @Nullable String error, Place end) {}
