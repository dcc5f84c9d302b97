/**
 * What a request gives, what a record has, and how the one merges into the other. Uses {@code crm.contact.point}, {@code
 * crm.contact.match} and {@code crm.property.value}.
 */
@NullMarked
package io.opportunities.crm.record.state;

import org.jspecify.annotations.NullMarked;
