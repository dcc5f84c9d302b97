/** Validation of the operator's settings at the start. Uses {@code common}. */
@NullMarked
package io.opportunities.operator.settings;

import org.jspecify.annotations.NullMarked;
