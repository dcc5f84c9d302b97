/** The embedded server: limits of bodies, connections, time and memory. Uses {@code web.error}. */
@NullMarked
package io.opportunities.web.server;

import org.jspecify.annotations.NullMarked;
