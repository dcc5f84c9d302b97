/** Idempotency-Key: what a client sends again is not done again. */
@NullMarked
package io.opportunities.idempotency;

import org.jspecify.annotations.NullMarked;
