/** Serves the files of the console, a page in the browser that uses the public API. */
@NullMarked
package io.opportunities.web.console;

import org.jspecify.annotations.NullMarked;
