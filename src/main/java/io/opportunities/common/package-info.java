/** Words that every feature shares, and the shape of requests and errors on the wire; knows no feature. */
@NullMarked
package io.opportunities.common;

import org.jspecify.annotations.NullMarked;
