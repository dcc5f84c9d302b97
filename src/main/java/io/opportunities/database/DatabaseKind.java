package io.opportunities.database;

/**
 * Tells other features whose database this is, as only an embedded one is the service's to fill.
 *
 * @param embedded whether the service runs PostgreSQL itself; false for one that the operator set or a test brought
 */
public record DatabaseKind(boolean embedded) {}
