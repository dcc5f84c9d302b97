/** The work on imports in the background, on any replica: plans, runs and their undoing, chunk by chunk. Uses the rooms beside it. */
@NullMarked
package io.opportunities.crm.imports.job;

import org.jspecify.annotations.NullMarked;
