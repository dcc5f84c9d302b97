/**
 * Authentication by API key or password, its throttle and its attempts. Uses {@code identity} and {@code
 * identity.ratelimit}.
 */
@NullMarked
package io.opportunities.identity.authentication;

import org.jspecify.annotations.NullMarked;
