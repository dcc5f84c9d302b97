/** The run of a record through the phases of a workflow, without storage. Uses no other room of {@code crm}. */
@NullMarked
package io.opportunities.crm.workflow.run;

import org.jspecify.annotations.NullMarked;
