/**
 * What a request gives, what it refers to, what an opportunity holds, and how the one merges into the other. Uses {@code
 * crm.record.state}.
 */
@NullMarked
package io.opportunities.crm.opportunity.state;

import org.jspecify.annotations.NullMarked;
