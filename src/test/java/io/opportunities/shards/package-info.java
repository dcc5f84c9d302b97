/** The service on Citus, with the companies on several nodes. */
@NullMarked
package io.opportunities.shards;

import org.jspecify.annotations.NullMarked;
