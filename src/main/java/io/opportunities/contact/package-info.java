/** The people behind opportunities and accounts, matched by e-mail and phone. */
@NullMarked
package io.opportunities.contact;

import org.jspecify.annotations.NullMarked;
