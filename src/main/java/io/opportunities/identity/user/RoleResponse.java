package io.opportunities.identity.user;

/**
 * A role in a list.
 *
 * @param active always true: the service defines the roles
 */
record RoleResponse(String id, String name, boolean active) {}
