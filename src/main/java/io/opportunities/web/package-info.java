/** The common parts of record responses: versions, ETags, If-Match. Uses {@code web.error}. */
@NullMarked
package io.opportunities.web;

import org.jspecify.annotations.NullMarked;
