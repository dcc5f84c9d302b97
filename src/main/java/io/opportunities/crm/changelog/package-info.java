/**
 * The changelog of records: which member changed from what to what, when and by whom. Uses {@code crm.changelog.field}, {@code
 * identity} and {@code search}.
 */
@NullMarked
package io.opportunities.crm.changelog;

import org.jspecify.annotations.NullMarked;
