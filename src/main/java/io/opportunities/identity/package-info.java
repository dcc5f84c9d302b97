/** Who is calling, and the company whose rows a call may touch. */
@NullMarked
package io.opportunities.identity;

import org.jspecify.annotations.NullMarked;
