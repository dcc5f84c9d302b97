package io.opportunities.crm.record.state;

import io.opportunities.crm.contact.match.ContactMatch;

/**
 * A state with a request merged into it.
 *
 * @param contact the contact that was looked for
 */
public record Merged<S>(S state, ContactMatch contact) {}
