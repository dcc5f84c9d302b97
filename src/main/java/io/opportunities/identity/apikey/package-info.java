/** API keys: creation, listing, revocation. Uses {@code identity.user} and {@code identity.audit}. */
@NullMarked
package io.opportunities.identity.apikey;

import org.jspecify.annotations.NullMarked;
