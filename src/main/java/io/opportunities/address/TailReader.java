package io.opportunities.address;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads country, ZIP, state and county from the end of a line, its most regular part, in any order and any of them twice. */
final class TailReader {

    private static final int MAX_UNIT_WORDS = 4;

    private static final int MAX_STRAY_WORDS = 3;

    private static final int MAX_CITY_WORDS = 6;

    private final ZipDirectory directory;

    private final CityFinder cities;

    private final StateReader states;

    private final ZipReader zips;

    private final Counties counties;

    private final FamousCities famous;

    TailReader(ZipDirectory directory, CityFinder cities) {
        this.directory = directory;
        this.cities = cities;
        this.states = new StateReader(directory, cities);
        this.zips = new ZipReader(directory, states);
        this.counties = new Counties(directory, cities);
        this.famous = new FamousCities(cities);
    }

    Tail read(Line line) {
        int end = Countries.withoutHome(line, line.size());
        int unit = lateUnit(line, end);
        Tail tail = read(line, unit, end);
        if (tail.isEmpty() && !tail.abroad()) {
            tail = beforeStrayWords(line, end, tail);
        }
        return tail.state() == null ? withStateBeforeCity(tail) : tail;
    }

    private Tail read(Line line, int last, int unitEnd) {
        List<String> unit = last == unitEnd ? List.of() : List.copyOf(line.words().subList(last, unitEnd));
        String zip = null;
        String state = null;
        int end = last;
        for (int before = -1; before != end;) {
            before = end;
            end = Countries.withoutHome(line, end);
            ZipReader.Figures figures = zips.endingAt(line, end);
            if (figures != null && fits(figures, zip, state)) {
                zip = zip == null ? figures.zipcode() : zip;
                end = Countries.withoutHome(line, figures.start());
            }
            if (state == null) {
                PhraseTable.Match<String> match = states.endingAt(line, end, zip);
                state = match == null ? null : match.value();
                end -= match == null || zip == null && isCity(line, end, match) ? 0 : match.length();
            } else {
                PhraseTable.Match<String> match = states.repeatedAt(line, end, state);
                end -= match == null ? 0 : match.length();
                end = counties.without(line, end, state, zip);
            }
        }
        boolean abroad = state == null && States.endingAt(line.words(), end) == null && Countries.endsAbroad(line, end);
        return new Tail(line.until(end), state, zip, abroad, unit);
    }

    /** Returns whether the state's name is that of a city without one: 44 Oak St, New York. */
    private boolean isCity(Line line, int end, PhraseTable.Match<String> state) {
        return FamousCities.endsWithOne(line, end, state.length())
                && !states.isBehindCity(line, end - state.length(), state.value());
    }

    /** Returns whether figures are the first ZIP, or agree with what follows them. */
    private boolean fits(ZipReader.Figures figures, @Nullable String zip, @Nullable String state) {
        String read = figures.zipcode();
        if (zip != null) {
            return read != null && read.startsWith(zip.substring(0, 5));
        }
        return state == null || figures.start() > 0 && read != null && state.equals(directory.state(read));
    }

    /** Returns the start of the unit in Nashville, TN 37204 Apt 4, or the end if no unit follows the ZIP. */
    private int lateUnit(Line line, int end) {
        for (int at = Math.max(2, end - MAX_UNIT_WORDS); at < end; at++) {
            if (Words.unit(line.word(at)) != null && ZipReader.isZip(line.word(at - 1)) && zips.isBehindItsState(line, at - 1)
                    && DeliveryShape.behindUnit(line.words(), at, end) == end) {
                return at;
            }
        }
        return end;
    }

    /** Reads the tail before words that nobody knows. They count as a unit, because they may tell two places apart. */
    private Tail beforeStrayWords(Line line, int end, Tail otherwise) {
        for (int at = end - 1; at > 2 && at >= end - MAX_STRAY_WORDS; at--) {
            boolean zip = ZipReader.isZip(line.word(at - 1)) && zips.isBehindItsState(line, at - 1);
            if (zip || at == end - 1 && !Words.hasDigit(line.word(at)) && isBehindKnownCity(line, at)) {
                return read(line, at, end);
            }
        }
        return otherwise;
    }

    private boolean isBehindKnownCity(Line line, int end) {
        PhraseTable.Match<String> state = States.endingAt(line.words(), end);
        int from = state == null ? 0 : end - state.length();
        return state != null && from > 0 && Words.suffix(line.word(end)) == null && Words.unit(line.word(end)) == null
                && cities.longestKnown(line, from, state.value(), null) < from && states.isBehindCity(line, from, state.value());
    }

    /** Moves the state of 12 Bay St WA Tacoma 98402 behind its city. */
    private Tail withStateBeforeCity(Tail tail) {
        Line line = tail.head();
        String zipState = directory.state(tail.zipcode());
        for (int at = Math.max(0, line.size() - MAX_CITY_WORDS); at < line.size() - 1; at++) {
            PhraseTable.Match<String> match = States.startingAt(line.words(), at);
            if (match != null && (zipState == null || zipState.equals(match.value()))
                    && cities.isStateBefore(line, at, at + match.length(), match.value(), zipState != null)) {
                return tail.with(line.without(at, at + match.length()), match.value());
            }
        }
        String alone = tail.isEmpty() && !tail.abroad() ? famous.stateAt(line, line.size()) : null;
        return alone == null ? tail : tail.with(line, alone);
    }

}
