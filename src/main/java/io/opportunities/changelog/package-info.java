/** Who changed what and when, written in the transaction of the change. */
@NullMarked
package io.opportunities.changelog;

import org.jspecify.annotations.NullMarked;
