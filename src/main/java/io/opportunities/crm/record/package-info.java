/**
 * What accounts and opportunities share: fields, merge, storage, search and changes. Uses {@code changelog}, {@code contact} and
 * {@code property}.
 */
@NullMarked
package io.opportunities.crm.record;

import org.jspecify.annotations.NullMarked;
