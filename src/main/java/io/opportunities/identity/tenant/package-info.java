/**
 * The company of a transaction: its row security, its queue for connections, its configuration cache. Uses {@code
 * identity} and {@code database}.
 */
@NullMarked
package io.opportunities.identity.tenant;

import org.jspecify.annotations.NullMarked;
