package io.opportunities.contact;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A contact as checked input. */
record ContactDraft(String name, @Nullable String title, List<Handle> emails, List<Handle> phones, List<Long> accountIds) {}
