/**
 * Events: every change of an opportunity, account or contact, from the log that is the changelog too, with the record as it was then.
 * Clients pull them with a cursor. Uses {@code changelog}.
 */
@NullMarked
package io.opportunities.crm.event;

import org.jspecify.annotations.NullMarked;
