/** Match or create, for any kind of record: keys, locks, strategies. Knows no feature. */
@NullMarked
package io.opportunities.matching;

import org.jspecify.annotations.NullMarked;
