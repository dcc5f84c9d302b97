/**
 * Match keys: their kinds, how a text becomes one, and how stored ones are computed again when the rules change. Uses {@code address},
 * {@code identity} and {@code search}.
 */
@NullMarked
package io.opportunities.matching.key;

import org.jspecify.annotations.NullMarked;
