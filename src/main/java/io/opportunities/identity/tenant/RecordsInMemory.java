package io.opportunities.identity.tenant;

/** Limits the records of a company that a transaction reads at once, outside of requests too. */
public final class RecordsInMemory {

    private static final int MAX_BYTES = 8 << 20;
    /** The assumed minimum for the largest record of a company: it has members besides those of its row. */
    private static final int MIN_RECORD = 4_096;

    private RecordsInMemory() {}

    /**
     * Returns how many records of the current company fit together in 8 MiB, if all are as large as its largest one.
     *
     * @param most the maximum of the result, which is at least 1
     */
    public static int atMost(int most) {
        return atMost(most, MAX_BYTES);
    }

    /**
     * Returns how many records of the current company fit together in some bytes, if all are as large as its largest one.
     *
     * @param most the maximum of the result, which is at least 1
     */
    public static int atMost(int most, long bytes) {
        int largest = CurrentCompany.current().map(CurrentCompany::largestRecord).orElse(0);
        return Math.clamp(bytes / Math.max(MIN_RECORD, largest), 1, most);
    }
}
