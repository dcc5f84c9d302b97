/**
 * Imports of files, as clients see them. Uses {@code upload} for the bytes, {@code mapping} for the columns and {@code job} for the
 * work.
 */
@NullMarked
package io.opportunities.crm.imports;

import org.jspecify.annotations.NullMarked;
