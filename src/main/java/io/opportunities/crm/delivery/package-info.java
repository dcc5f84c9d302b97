/** Delivers events to webhooks: leases, order per record, retries and replays. Uses {@code crm.event} and {@code crm.delivery.http}. */
@NullMarked
package io.opportunities.crm.delivery;

import org.jspecify.annotations.NullMarked;
