/** Workflows and their phases. Uses {@code crm.workflow.run}, {@code identity.user} and {@code search}. */
@NullMarked
package io.opportunities.crm.workflow;

import org.jspecify.annotations.NullMarked;
