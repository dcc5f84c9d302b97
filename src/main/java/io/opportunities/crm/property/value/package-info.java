/**
 * The values of custom properties: their types, how a request is read, and how values are kept. Uses {@code matching}, {@code search}
 * and {@code web}.
 */
@NullMarked
package io.opportunities.crm.property.value;

import org.jspecify.annotations.NullMarked;
