/** Contacts: matching, writing, removal, links to records. Uses {@code crm.changelog} and {@code matching}. */
@NullMarked
package io.opportunities.crm.contact;

import org.jspecify.annotations.NullMarked;
