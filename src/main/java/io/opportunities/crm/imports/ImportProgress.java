package io.opportunities.crm.imports;

import io.opportunities.crm.imports.file.Place;
import io.opportunities.crm.imports.job.store.RowOutcome;
import jakarta.persistence.Embeddable;
import java.util.Map;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * How far the work on a file is. Workers write it.
 *
 * @param counts of rows by their outcome
 * @param nextOffset in bytes, of the next row
 * @param failure why the work ended, null while it did not
 */
@Embeddable
record ImportProgress(long rowsDone, @JdbcTypeCode(SqlTypes.JSON) Map<String, Long> counts, long nextOffset, long nextLine,
        @Nullable String failure) {

    static ImportProgress from(Place start) {
        return new ImportProgress(0, RowOutcome.none(), start.offset(), start.line(), null);
    }

    /** Returns the begin of the way back, from the last row. */
    ImportProgress backwards() {
        return new ImportProgress(0, counts, nextOffset, Long.MAX_VALUE, null);
    }
}
