package io.opportunities.bench;

import java.util.List;

/** The rounds of a call at one of the processes. */
record PeerRounds(PeerCall call, String title, List<PeerRound> rounds) {

    static final String HEAD = "| call | process | calls a second | ratio to hand-written | to Spring Data REST | its CPU, ms a call"
            + " | CPU of PostgreSQL, ms a call | WAL, bytes a call |\n" + "| --- ".repeat(8) + "|";

    /**
     * Returns a row of Markdown.
     *
     * @param all whose rounds of the same call it is compared with
     */
    String row(List<PeerRounds> all) {
        return Report.text("| %s | %s | %s | %s | %s | %.2f | %.2f | %.0f |", call.title, title, Report.spread(rounds, PeerRound::perSecond),
                ratio(Peer.HAND_WRITTEN, all), ratio(Peer.SPRING_DATA_REST, all), Report.median(rounds, PeerRound::processMillis),
                Report.median(rounds, PeerRound::postgresMillis), Report.median(rounds, PeerRound::walBytes));
    }

    private String ratio(Peer peer, List<PeerRounds> all) {
        return all.stream().filter(other -> other.call == call && other.title.equals(peer.title))
                .map(other -> Report.text("%.2f", perSecond() / other.perSecond())).findFirst().orElse("");
    }

    private double perSecond() {
        return Report.median(rounds, PeerRound::perSecond);
    }
}
