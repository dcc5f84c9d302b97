/** Counters of commits and rejections. Uses no other package. */
@NullMarked
package io.opportunities.common.metrics;

import org.jspecify.annotations.NullMarked;
