package io.opportunities.crm.duplicate;

import java.util.List;

/**
 * A group of active records that share a key, in JSON.
 *
 * @param by the member that has the key
 * @param key the normalised value
 * @param count the number of records
 * @param ids the first records, in ascending order, at most 20
 */
record DuplicateResponse(String recordType, String by, String key, int count, List<Long> ids) {}
