/** Who may use the management port. */
@NullMarked
package io.opportunities.management;

import org.jspecify.annotations.NullMarked;
