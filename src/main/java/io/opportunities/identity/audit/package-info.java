/** Authentication events: first uses and refusals of keys and log-ins. Uses {@code identity.authentication}. */
@NullMarked
package io.opportunities.identity.audit;

import org.jspecify.annotations.NullMarked;
