/** Accounts. Uses {@code crm.contact}, {@code crm.property} and {@code matching}. */
@NullMarked
package io.opportunities.crm.account;

import org.jspecify.annotations.NullMarked;
