/** Pages of a list: how a request names one, and how a response links to the others. Uses {@code web}. */
@NullMarked
package io.opportunities.search.page;

import org.jspecify.annotations.NullMarked;
