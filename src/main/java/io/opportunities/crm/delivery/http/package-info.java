/** Posts to the addresses of webhooks, which may not lead into the network of the service. */
@NullMarked
package io.opportunities.crm.delivery.http;

import org.jspecify.annotations.NullMarked;
