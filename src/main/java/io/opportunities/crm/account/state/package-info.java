/** What a request gives, and what an account has. Uses {@code crm.record.state}. */
@NullMarked
package io.opportunities.crm.account.state;

import org.jspecify.annotations.NullMarked;
