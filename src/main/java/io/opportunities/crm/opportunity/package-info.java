/**
 * Opportunities, the main record of the service. Uses its rooms {@code state} and {@code response}, and the other packages of {@code
 * crm}.
 */
@NullMarked
package io.opportunities.crm.opportunity;

import org.jspecify.annotations.NullMarked;
