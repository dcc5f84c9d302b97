/** Match or create, for any kind of record: locks, strategies, outcomes. Uses {@code matching.key}; knows no feature. */
@NullMarked
package io.opportunities.matching;

import org.jspecify.annotations.NullMarked;
