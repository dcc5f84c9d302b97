/**
 * The surroundings of each handler, in order: limits, retries, validation, conditional responses. Uses the other packages of {@code web}.
 */
@NullMarked
package io.opportunities.web.call;

import org.jspecify.annotations.NullMarked;
