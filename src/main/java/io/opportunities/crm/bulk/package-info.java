/** Many items as few transactions: parts, their smaller parts after a failure, and limits. Knows no record. */
@NullMarked
package io.opportunities.crm.bulk;

import org.jspecify.annotations.NullMarked;
