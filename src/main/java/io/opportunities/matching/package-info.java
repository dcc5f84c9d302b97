/** Match or create, free of races, for any kind of record; knows no feature. */
@NullMarked
package io.opportunities.matching;

import org.jspecify.annotations.NullMarked;
