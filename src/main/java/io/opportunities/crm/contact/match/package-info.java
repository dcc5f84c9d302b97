/**
 * The match of a record with a contact, and the keys that contacts are found by. Uses {@code crm.contact.point} and {@code
 * matching.key}.
 */
@NullMarked
package io.opportunities.crm.contact.match;

import org.jspecify.annotations.NullMarked;
