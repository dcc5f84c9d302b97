/** Where the service's PostgreSQL comes from: one of the operator's own or, without any setting, one that starts and ends with the service. */
@NullMarked
package io.opportunities.database;

import org.jspecify.annotations.NullMarked;
