/** Duplicates: groups of records that share a key, and pairs that are none. Uses {@code matching} and {@code search}. */
@NullMarked
package io.opportunities.crm.duplicate;

import org.jspecify.annotations.NullMarked;
