package io.opportunities.account;

/** What kind of customer an account is. */
enum AccountType {
    RESIDENTIAL, COMMERCIAL
}
