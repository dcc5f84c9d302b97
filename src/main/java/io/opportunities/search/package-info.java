/** Lists: filters, search fields, and searches by words. Uses {@code search.page} and {@code web}; knows the record types by name alone. */
@NullMarked
package io.opportunities.search;

import org.jspecify.annotations.NullMarked;
