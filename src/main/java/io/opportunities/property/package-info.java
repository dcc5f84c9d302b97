/** The custom properties that a company gives its records, and what their values may be. */
@NullMarked
package io.opportunities.property;

import org.jspecify.annotations.NullMarked;
