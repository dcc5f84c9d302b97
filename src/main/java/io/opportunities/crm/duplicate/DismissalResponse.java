package io.opportunities.crm.duplicate;

import java.util.List;

/** Records that are not suggested together again, in JSON. */
record DismissalResponse(String recordType, List<Long> ids) {}
