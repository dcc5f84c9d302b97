/**
 * The rows of an import, as clients see them: pages, or all of them as a file. Uses {@code crm.imports} and {@code
 * crm.imports.job.store}.
 */
@NullMarked
package io.opportunities.crm.imports.row;

import org.jspecify.annotations.NullMarked;
