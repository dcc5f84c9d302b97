/** Responses with opportunities, as they are or were. Uses {@code crm.opportunity.state}. */
@NullMarked
package io.opportunities.crm.opportunity.response;

import org.jspecify.annotations.NullMarked;
