/** JSON requests: reading, patch fields and validation. Uses {@code web.error} and {@code web.server}. */
@NullMarked
package io.opportunities.web.json;

import org.jspecify.annotations.NullMarked;
