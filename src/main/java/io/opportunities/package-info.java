/** The service that contractors' CRMs, lead forms and partners post their opportunities to. */
@NullMarked
package io.opportunities;

import org.jspecify.annotations.NullMarked;
