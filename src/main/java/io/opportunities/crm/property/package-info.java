/** Custom properties of a company, and their options. Uses {@code crm.property.value}, {@code search} and {@code web}. */
@NullMarked
package io.opportunities.crm.property;

import org.jspecify.annotations.NullMarked;
