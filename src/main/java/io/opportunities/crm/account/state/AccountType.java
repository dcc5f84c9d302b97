package io.opportunities.crm.account.state;

/** The kind of customer. */
public enum AccountType {
    RESIDENTIAL, COMMERCIAL
}
