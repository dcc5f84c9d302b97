/** Finds where an address is and who issues permits there, from data in the jar. */
@NullMarked
package io.opportunities.location;

import org.jspecify.annotations.NullMarked;
