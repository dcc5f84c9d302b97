/** Workflows, their phases, and the run of a record through them. Uses {@code identity.user} and {@code search}. */
@NullMarked
package io.opportunities.crm.workflow;

import org.jspecify.annotations.NullMarked;
