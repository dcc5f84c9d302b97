/** The served OpenAPI document. Uses the other packages of {@code web}. */
@NullMarked
package io.opportunities.web.openapi;

import org.jspecify.annotations.NullMarked;
