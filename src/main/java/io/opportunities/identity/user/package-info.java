/** Users and roles of a company. Uses {@code identity}, {@code search} and {@code web}. */
@NullMarked
package io.opportunities.identity.user;

import org.jspecify.annotations.NullMarked;
