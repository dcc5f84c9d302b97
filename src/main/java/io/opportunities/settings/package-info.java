/** Looks at all settings of the service before anything is started with them; what each of them means is said beside what it sets. */
@NullMarked
package io.opportunities.settings;

import org.jspecify.annotations.NullMarked;
