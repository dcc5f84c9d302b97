/** The bodies of requests and responses for contacts. Uses {@code crm.contact.point}. */
@NullMarked
package io.opportunities.crm.contact.body;

import org.jspecify.annotations.NullMarked;
