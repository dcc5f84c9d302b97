/** Measures the service as it ships against what PostgreSQL does of the same statements without it. */
@NullMarked
package io.opportunities.bench;

import org.jspecify.annotations.NullMarked;
