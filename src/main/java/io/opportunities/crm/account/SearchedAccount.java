package io.opportunities.crm.account;

import io.opportunities.matching.SearchedRecord;
import jakarta.persistence.Entity;
import org.hibernate.annotations.Immutable;

/** The columns that searches of accounts read. */
@Entity
@Immutable
class SearchedAccount extends SearchedRecord {

    protected SearchedAccount() {}
}
