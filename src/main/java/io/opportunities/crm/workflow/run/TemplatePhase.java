package io.opportunities.crm.workflow.run;

import org.jspecify.annotations.Nullable;

/**
 * A phase as records use it, without its long description, which no record displays.
 *
 * @param redSla days until it is overdue
 * @param yellowSla days until it is nearly overdue
 */
public record TemplatePhase(long id, String name, @Nullable String type, @Nullable Integer redSla, @Nullable Integer yellowSla) {}
