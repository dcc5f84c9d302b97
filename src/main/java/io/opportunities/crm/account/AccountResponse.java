package io.opportunities.crm.account;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.opportunities.crm.account.state.AccountType;
import io.opportunities.crm.contact.point.ContactReachable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An account in JSON.
 *
 * @param number counts up from 1 in each company, never reused; null in a dry run
 * @param contacts the primary one first
 */
record AccountResponse(
        @Nullable Long id,
        @Nullable Long number,
        @Nullable String title,
        List<String> address,
        @JsonInclude(Include.NON_NULL) @Nullable String street,
        @JsonInclude(Include.NON_NULL) @Nullable String city,
        @JsonInclude(Include.NON_NULL) @Nullable String state,
        @JsonInclude(Include.NON_NULL) @Nullable String zipcode,
        @Nullable String description,
        @Nullable AccountType accountType,
        @Nullable String primaryEmail,
        @Nullable String primaryPhone,
        @JsonInclude(Include.NON_NULL) @Nullable String source,
        @JsonInclude(Include.NON_NULL) @Nullable String externalId,
        List<ContactReachable> contacts,
        Map<String, Object> custom,
        boolean isActive,
        @JsonInclude(Include.NON_NULL) @Nullable Long mergedInto,
        long createdById,
        Instant createdAt,
        Instant updatedAt) {}
