/** The caller, its role, key and address. Uses {@code common}. */
@NullMarked
package io.opportunities.identity;

import org.jspecify.annotations.NullMarked;
