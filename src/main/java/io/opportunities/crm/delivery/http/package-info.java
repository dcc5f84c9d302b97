/** Posts signed bodies to the addresses of webhooks, which may not lead into the network of the service. Uses {@code crm.event}. */
@NullMarked
package io.opportunities.crm.delivery.http;

import org.jspecify.annotations.NullMarked;
