/** PostgreSQL: migration, health, row security, retention, lost connections. Knows no feature. */
@NullMarked
package io.opportunities.database;

import org.jspecify.annotations.NullMarked;
