/** Merges of records of one type, and their undoing, for any type. Uses {@code crm.changelog}, {@code matching} and {@code search}. */
@NullMarked
package io.opportunities.crm.merge;

import org.jspecify.annotations.NullMarked;
