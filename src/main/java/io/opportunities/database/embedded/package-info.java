/** A PostgreSQL server that the service starts for itself if none is configured. Uses {@code database}. */
@NullMarked
package io.opportunities.database.embedded;

import org.jspecify.annotations.NullMarked;
