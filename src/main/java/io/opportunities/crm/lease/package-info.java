/** Leases: which replica does a piece of background work, and which takes over when it ends. Knows no kind of work. */
@NullMarked
package io.opportunities.crm.lease;

import org.jspecify.annotations.NullMarked;
