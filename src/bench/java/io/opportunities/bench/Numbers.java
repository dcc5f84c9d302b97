package io.opportunities.bench;

/** Deals out the numbers of one database, so that no two runs take the same ones. The k-th record of the data holds 2000000 + k. */
final class Numbers {

    static final long DATA = 2_000_000;

    private final int each;
    private long service = 5_000_000;
    private long limit = 4_100_000;
    private long enrichedByService;
    private long enrichedByLimit;

    Numbers(Dataset dataset) {
        this.each = dataset.each();
    }

    int each() {
        return each;
    }

    /** The number before the first that the service may be sent, or before the first record that it may enrich. */
    long forService(Request.Numbers kind) {
        return kind == Request.Numbers.NEXT ? enrichedByService : service;
    }

    void serviceTook(Request.Numbers kind, long count) {
        switch (kind) {
            case NEXT -> enrichedByService += count;
            case FRESH, TWICE -> service += count;
            case ANY -> { }
        }
    }

    long forLimit(Request.Numbers kind) {
        return kind == Request.Numbers.NEXT ? each / 2 + enrichedByLimit : limit;
    }

    void limitTook(Request.Numbers kind, long count) {
        switch (kind) {
            case NEXT -> enrichedByLimit += count;
            case FRESH, TWICE -> limit += count;
            case ANY -> { }
        }
    }

    /** Whether so many more records can be enriched by either. */
    boolean haveToEnrich(long count) {
        return Math.max(enrichedByService, enrichedByLimit) + count <= each / 2;
    }

    void enrichAgain() {
        enrichedByService = 0;
        enrichedByLimit = 0;
    }
}
