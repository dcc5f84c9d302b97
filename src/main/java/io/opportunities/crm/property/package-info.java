/** Custom properties and their values. Uses {@code matching}, {@code search} and {@code web}. */
@NullMarked
package io.opportunities.crm.property;

import org.jspecify.annotations.NullMarked;
