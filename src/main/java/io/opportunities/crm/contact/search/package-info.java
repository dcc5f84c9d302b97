/** Which contacts a list has, and the columns that it is filtered by. Uses {@code search}. */
@NullMarked
package io.opportunities.crm.contact.search;

import org.jspecify.annotations.NullMarked;
