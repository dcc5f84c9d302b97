/** Idempotency keys: a repeated request gets the stored response. Knows no feature. */
@NullMarked
package io.opportunities.idempotency;

import org.jspecify.annotations.NullMarked;
