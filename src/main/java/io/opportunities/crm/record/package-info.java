/**
 * What accounts and opportunities share: storage, matching, bulks, search and changes. Uses {@code crm.record.state}, {@code
 * crm.changelog} and {@code crm.contact}.
 */
@NullMarked
package io.opportunities.crm.record;

import org.jspecify.annotations.NullMarked;
