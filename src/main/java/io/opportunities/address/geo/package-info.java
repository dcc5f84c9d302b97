/** Locates a parsed address: offline by ZIP and place, or by the Census geocoder. Uses {@code address} alone. */
@NullMarked
package io.opportunities.address.geo;

import org.jspecify.annotations.NullMarked;
