/** Query parameters: their declaration, reading and validation. Uses {@code web.error}. */
@NullMarked
package io.opportunities.web.query;

import org.jspecify.annotations.NullMarked;
