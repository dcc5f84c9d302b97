/** Many opportunities in one call, for clients and for imports. Uses {@code crm.opportunity}, {@code crm.record} and {@code crm.bulk}. */
@NullMarked
package io.opportunities.crm.opportunity.bulk;

import org.jspecify.annotations.NullMarked;
