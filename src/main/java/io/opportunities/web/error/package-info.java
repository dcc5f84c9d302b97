/** The common error format, and the conversion of failures to it. Uses {@code common}, and no feature. */
@NullMarked
package io.opportunities.web.error;

import org.jspecify.annotations.NullMarked;
