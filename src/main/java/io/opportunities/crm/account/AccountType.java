package io.opportunities.crm.account;

/** The kind of customer. */
enum AccountType {
    RESIDENTIAL, COMMERCIAL
}
