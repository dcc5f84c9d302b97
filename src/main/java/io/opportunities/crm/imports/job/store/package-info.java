/**
 * What the work on imports reads and stores: their state, their queue, and the outcomes of rows. Uses {@code crm.opportunity} and
 * {@code crm.lease}.
 */
@NullMarked
package io.opportunities.crm.imports.job.store;

import org.jspecify.annotations.NullMarked;
