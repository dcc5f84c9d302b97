/** Reads one-line US addresses: their parts, and the key that equal places share. */
@NullMarked
package io.opportunities.address;

import org.jspecify.annotations.NullMarked;
