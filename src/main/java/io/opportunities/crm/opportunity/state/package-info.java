/**
 * What a request gives, what it refers to, what an opportunity has, and how the one merges into the other. Uses {@code
 * crm.record.state}, {@code crm.account}, {@code crm.contact}, {@code crm.property} and {@code crm.workflow}.
 */
@NullMarked
package io.opportunities.crm.opportunity.state;

import org.jspecify.annotations.NullMarked;
