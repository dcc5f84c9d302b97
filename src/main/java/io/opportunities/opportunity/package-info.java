/** The record the service exists for: created or matched, answered in full. */
@NullMarked
package io.opportunities.opportunity;

import org.jspecify.annotations.NullMarked;
