/** Webhooks of a company, as its admins set them up and look at their deliveries. Uses {@code delivery} and {@code event}. */
@NullMarked
package io.opportunities.crm.webhook;

import org.jspecify.annotations.NullMarked;
