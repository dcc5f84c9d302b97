/** How much a caller may do in a time: per API key, shared by all replicas, and per client address for what is refused. */
@NullMarked
package io.opportunities.ratelimit;

import org.jspecify.annotations.NullMarked;
