@NullMarked
package io.opportunities.idempotency;

import org.jspecify.annotations.NullMarked;
