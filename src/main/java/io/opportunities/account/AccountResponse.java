package io.opportunities.account;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An account on the wire. */
record AccountResponse(
        @Nullable Long id,
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
        List<Long> contacts,
        Map<String, Object> custom,
        boolean isActive,
        long createdById,
        Instant createdAt,
        Instant updatedAt) {}
