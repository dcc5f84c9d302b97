/** Reads one-line US addresses: their parts, the key that equal places share, and where they are. */
@NullMarked
package io.opportunities.address;

import org.jspecify.annotations.NullMarked;
