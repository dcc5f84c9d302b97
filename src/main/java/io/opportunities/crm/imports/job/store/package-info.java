/**
 * What the work on imports reads and stores: their state, their queue, and the outcomes of rows. Uses {@code crm.opportunity.bulk},
 * {@code crm.lease} and the rooms of files.
 */
@NullMarked
package io.opportunities.crm.imports.job.store;

import org.jspecify.annotations.NullMarked;
