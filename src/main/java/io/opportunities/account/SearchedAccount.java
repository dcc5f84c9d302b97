package io.opportunities.account;

import io.opportunities.matching.SearchedRecord;
import jakarta.persistence.Entity;
import org.hibernate.annotations.Immutable;

/** What searches look up of an account. */
@Entity
@Immutable
class SearchedAccount extends SearchedRecord {

    protected SearchedAccount() {}
}
