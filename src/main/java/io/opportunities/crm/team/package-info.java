/** Teams and their workers. Uses {@code identity.user} and {@code search}. */
@NullMarked
package io.opportunities.crm.team;

import org.jspecify.annotations.NullMarked;
