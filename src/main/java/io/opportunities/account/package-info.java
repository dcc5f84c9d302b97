/** The customers that opportunities belong to. */
@NullMarked
package io.opportunities.account;

import org.jspecify.annotations.NullMarked;
