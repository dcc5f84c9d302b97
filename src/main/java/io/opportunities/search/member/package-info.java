/** Searches by one or two members: from texts to a typed comparison, and to a condition of a list. Uses {@code search}. */
@NullMarked
package io.opportunities.search.member;

import org.jspecify.annotations.NullMarked;
