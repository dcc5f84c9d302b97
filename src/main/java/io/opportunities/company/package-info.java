/** The operator's side: companies, the first start on an empty database, the demo data. */
@NullMarked
package io.opportunities.company;

import org.jspecify.annotations.NullMarked;
