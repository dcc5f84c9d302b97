/** API keys: made with a password, listed, revoked. */
@NullMarked
package io.opportunities.apikey;

import org.jspecify.annotations.NullMarked;
