/** Accounts. Uses {@code crm.account.state}, {@code crm.record}, {@code crm.contact} and {@code crm.property}. */
@NullMarked
package io.opportunities.crm.account;

import org.jspecify.annotations.NullMarked;
