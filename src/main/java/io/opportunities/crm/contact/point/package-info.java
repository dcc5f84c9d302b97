/** The e-mails and phone numbers of contacts and of the records that name them. Uses {@code matching.key}. */
@NullMarked
package io.opportunities.crm.contact.point;

import org.jspecify.annotations.NullMarked;
