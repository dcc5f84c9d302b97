/** The security filter chain: keys, headers, CORS, deprecated paths. Uses {@code identity.authentication}. */
@NullMarked
package io.opportunities.identity.security;

import org.jspecify.annotations.NullMarked;
