/** Contacts: storage, matching, removal, links to records. Uses the rooms below it, {@code crm.changelog} and {@code matching}. */
@NullMarked
package io.opportunities.crm.contact;

import org.jspecify.annotations.NullMarked;
