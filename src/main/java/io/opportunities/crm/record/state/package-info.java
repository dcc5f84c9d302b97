/** What a request gives, what a record holds, and how the one merges into the other. Uses {@code crm.contact} and {@code crm.property}. */
@NullMarked
package io.opportunities.crm.record.state;

import org.jspecify.annotations.NullMarked;
