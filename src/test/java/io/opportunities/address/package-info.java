@NullMarked
package io.opportunities.address;

import org.jspecify.annotations.NullMarked;
