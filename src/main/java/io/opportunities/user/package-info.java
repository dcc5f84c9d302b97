/** The people of a company who log in, own records and hold API keys. */
@NullMarked
package io.opportunities.user;

import org.jspecify.annotations.NullMarked;
