/**
 * The work on imports in the background, on any replica: plans, runs and their undoing, chunk by chunk. Uses {@code
 * crm.imports.job.store} and the rooms beside it.
 */
@NullMarked
package io.opportunities.crm.imports.job;

import org.jspecify.annotations.NullMarked;
