package io.opportunities.bench;

/** A round of a call: calls per second, and per call milliseconds of processor time and bytes of WAL. */
record PeerRound(double perSecond, double processMillis, double postgresMillis, double walBytes) {

    /** The counters of a process and of PostgreSQL at one moment. */
    record Counters(long processMillis, long postgresMillis, long walBytes) {}

    /**
     * Divides the costs by the calls.
     *
     * @param calls how many the run made: some take two requests
     * @throws IllegalStateException if a request failed
     */
    static PeerRound of(Run run, double calls, Counters before, Counters after) {
        if (run.failed() > 0) {
            throw new IllegalStateException(run.toString());
        }
        return new PeerRound(run.perSecond() * calls / run.count(), (after.processMillis - before.processMillis) / calls,
                (after.postgresMillis - before.postgresMillis) / calls, (after.walBytes - before.walBytes) / calls);
    }
}
