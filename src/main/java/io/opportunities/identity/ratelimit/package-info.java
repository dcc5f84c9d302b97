/** Rate limits of keys, addresses and log-ins. Uses no other package of {@code identity}. */
@NullMarked
package io.opportunities.identity.ratelimit;

import org.jspecify.annotations.NullMarked;
