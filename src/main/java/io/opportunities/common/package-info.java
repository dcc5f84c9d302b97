/** Values that every feature shares; knows no feature. */
@NullMarked
package io.opportunities.common;

import org.jspecify.annotations.NullMarked;
