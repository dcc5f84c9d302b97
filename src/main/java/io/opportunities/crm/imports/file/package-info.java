/** Files of rows: from bytes to rows by column, with the errors of each row. Pure Java; uses nothing of the other rooms but values. */
@NullMarked
package io.opportunities.crm.imports.file;

import org.jspecify.annotations.NullMarked;
