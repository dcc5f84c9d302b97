/** From the columns of a file to the members of an opportunity: proposals, profiles of known exports, and the bodies of rows. */
@NullMarked
package io.opportunities.crm.imports.mapping;

import org.jspecify.annotations.NullMarked;
