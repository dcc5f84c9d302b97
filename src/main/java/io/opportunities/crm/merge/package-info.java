/** Merges of records of one type, and their undoing, for any type. Uses {@code crm.changelog} and {@code matching}. */
@NullMarked
package io.opportunities.crm.merge;

import org.jspecify.annotations.NullMarked;
