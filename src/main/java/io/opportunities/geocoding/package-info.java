/** Asks a geocoding service on the network for points that are better than the shipped ones, after the fact and at nobody's cost. */
@NullMarked
package io.opportunities.geocoding;

import org.jspecify.annotations.NullMarked;
