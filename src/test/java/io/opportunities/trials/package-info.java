/** Conditions that a service with valuable data must survive: killed processes, a lost database server, hostile and slow clients. */
@NullMarked
package io.opportunities.trials;

import org.jspecify.annotations.NullMarked;
