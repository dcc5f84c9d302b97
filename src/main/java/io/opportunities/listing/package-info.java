/** Lists, filters and searches records of any kind, page by page; knows no feature. */
@NullMarked
package io.opportunities.listing;

import org.jspecify.annotations.NullMarked;
