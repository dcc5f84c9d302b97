/** The OpenAPI document: made of the handlers, the request and response records and their constraints, so that nothing is written twice. */
@NullMarked
package io.opportunities.openapi;

import org.jspecify.annotations.NullMarked;
