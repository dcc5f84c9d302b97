/** One-line addresses understood: their parts and the form they are compared by. */
@NullMarked
package io.opportunities.address;

import org.jspecify.annotations.NullMarked;
