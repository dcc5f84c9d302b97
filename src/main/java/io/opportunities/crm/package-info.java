/** The records of a company: opportunities, accounts, contacts and what belongs to them. No class is directly in here. */
@NullMarked
package io.opportunities.crm;

import org.jspecify.annotations.NullMarked;
