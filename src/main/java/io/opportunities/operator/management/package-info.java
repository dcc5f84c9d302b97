/** The management port and its token. Uses {@code identity.security}. */
@NullMarked
package io.opportunities.operator.management;

import org.jspecify.annotations.NullMarked;
