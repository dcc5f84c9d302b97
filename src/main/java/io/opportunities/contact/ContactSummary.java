package io.opportunities.contact;

import org.jspecify.annotations.Nullable;

/** What a record may take over from its primary contact. */
public record ContactSummary(long id, @Nullable Handle email, @Nullable Handle phone) {}
