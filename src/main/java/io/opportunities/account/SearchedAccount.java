package io.opportunities.account;

import io.opportunities.identity.CompanyId;
import io.opportunities.matching.SearchedRecord;
import jakarta.persistence.Entity;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.SQLRestriction;

/** What searches look up of an account. */
@Entity
@SQLRestriction(CompanyId.OWN)
@Immutable
class SearchedAccount extends SearchedRecord {

    protected SearchedAccount() {}
}
