/**
 * Match keys: their kinds, how a text becomes one, and how stored ones are renewed when the rules change. Uses {@code search} and
 * {@code common}.
 */
@NullMarked
package io.opportunities.matching.key;

import org.jspecify.annotations.NullMarked;
