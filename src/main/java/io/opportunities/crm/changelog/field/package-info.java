/** The fields of a record as the changelog has them: their values, and the change of one. Uses no other room of {@code crm}. */
@NullMarked
package io.opportunities.crm.changelog.field;

import org.jspecify.annotations.NullMarked;
