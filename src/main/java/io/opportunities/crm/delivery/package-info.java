/**
 * Delivers events to webhooks: who delivers, in which order, when again, and over which connection. Uses {@code crm.event}.
 */
@NullMarked
package io.opportunities.crm.delivery;

import org.jspecify.annotations.NullMarked;
