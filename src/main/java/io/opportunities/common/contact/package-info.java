/** The forms of e-mail addresses and phone numbers that are compared, and the version of their rules. Uses {@code common}. */
@NullMarked
package io.opportunities.common.contact;

import org.jspecify.annotations.NullMarked;
