package io.opportunities.database;

/**
 * Informs other features of the origin of the database, because the service fills only an embedded one.
 *
 * @param embedded whether the service runs PostgreSQL itself; false for a database of the operator or a test
 */
public record DatabaseOrigin(boolean embedded) {}
