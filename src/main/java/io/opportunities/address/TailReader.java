package io.opportunities.address;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads country, ZIP, state and county from the end of a line, its most regular part, in any order and any of them twice. */
final class TailReader {

    private static final int MAX_UNIT_WORDS = 4;

    private static final int MAX_STRAY_WORDS = 3;

    private static final int MAX_PARTS = 8;

    private final ZipDirectory directory;

    private final PlaceFinder places;

    private final StateReader states;

    private final ZipReader zips;

    private final Counties counties;

    private final EarlyParts early;

    private final FamousCities famous;

    TailReader(ZipDirectory directory, PlaceFinder places) {
        this.directory = directory;
        this.places = places;
        this.states = new StateReader(directory, places);
        this.zips = new ZipReader(directory, states);
        this.counties = new Counties(directory, places);
        this.early = new EarlyParts(directory);
        this.famous = new FamousCities(places);
    }

    Tail read(Line line) {
        int end = counties.withoutLast(line, Countries.withoutHome(line, line.size()));
        int unit = lateUnit(line, end);
        Tail tail = read(line, unit, end);
        if (tail.isEmpty() && !tail.abroad()) {
            tail = beforeStrayWords(line, end, tail);
        }
        Tail whole = early.moved(early.moved(tail));
        String state = whole.isEmpty() && !whole.abroad() ? famous.stateAt(whole.head(), whole.end()) : null;
        return state == null ? whole : whole.with(whole.head(), state);
    }

    private Tail read(Line line, int last, int unitEnd) {
        List<String> unit = last == unitEnd ? List.of() : List.copyOf(line.words().subList(last, unitEnd));
        String zip = null;
        String state = null;
        int end = last;
        int before = -1;
        for (int count = 0; before != end && count < MAX_PARTS; count++) {
            before = end;
            end = Countries.withoutHome(line, end);
            ZipReader.Figures figures = zips.endingAt(line, end);
            if (figures != null && fits(line, figures, zip, state)) {
                zip = zip == null ? figures.zipcode() : zip;
                end = Countries.withoutHome(line, figures.start());
            }
            PhraseTable.Match<String> match = stateAt(line, end, state, zip);
            state = match == null ? state : match.value();
            end -= match == null || zip == null && isCity(line, end, match) ? 0 : match.length();
            end = state == null ? end : counties.without(line, end, state, zip);
        }
        boolean abroad = state == null && States.endingAt(line.words(), end) == null && Countries.endsAbroad(line, end);
        return new Tail(line.until(end), state, zip, abroad, unit);
    }

    /** Returns the state before the place: the first one, or a repeated or better one. */
    private PhraseTable.@Nullable Match<String> stateAt(Line line, int end, @Nullable String state, @Nullable String zip) {
        if (state == null) {
            return states.endingAt(line, end, zip);
        }
        PhraseTable.Match<String> repeated = states.repeatedAt(line, end, state);
        return repeated != null ? repeated : states.betterAt(line, end, state, zip);
    }

    /** Returns whether the state's name is that of a city without one: 44 Oak St, New York. */
    private boolean isCity(Line line, int end, PhraseTable.Match<String> state) {
        return FamousCities.endsWithOne(line, end, state.length())
                && !states.isBehindName(line, end - state.length(), state.value());
    }

    /** Returns whether figures are the first ZIP, or agree with what follows them, or follow a city. */
    private boolean fits(Line line, ZipReader.Figures figures, @Nullable String zip, @Nullable String state) {
        String read = figures.zipcode();
        if (zip != null) {
            return read != null && read.startsWith(zip.substring(0, 5));
        }
        return state == null || figures.start() > 0 && read != null
                && (state.equals(directory.state(read)) || places.endsWithCity(line, figures.start(), state, null));
    }

    /** Returns the start of the unit in Nashville, TN 37204 Apt 4, or the end if no unit follows the ZIP or state. */
    private int lateUnit(Line line, int end) {
        for (int at = Math.max(2, end - MAX_UNIT_WORDS); at < end; at++) {
            boolean unit = Words.unit(line.word(at)) != null && !isStateOfZip(line, at)
                    && (isBehindZip(line, at) || isBehindCity(line, at));
            if (unit && DeliveryShape.behindUnit(line.words(), at, end) == end) {
                return at;
            }
        }
        return end;
    }

    /** Returns whether FL is Florida and no floor: Orlando, FL, FL 32801; no floor has a number of three figures. */
    private static boolean isStateOfZip(Line line, int at) {
        String next = at + 1 < line.size() ? line.word(at + 1) : "";
        return next.length() > 2 && Words.startsWithDigit(next) && !Words.isOrdinal(next) && States.code(line.word(at)) != null;
    }

    /** Reads the tail before unknown words. They count as a unit, because they may tell two places apart. */
    private Tail beforeStrayWords(Line line, int end, Tail otherwise) {
        for (int at = end - 1; at > 2 && at >= end - MAX_STRAY_WORDS; at--) {
            boolean word = at == end - 1 && !Words.hasDigit(line.word(at)) && Words.suffix(line.word(at)) == null;
            if (isBehindZip(line, at) || word && isBehindCity(line, at)) {
                Tail tail = read(line, at, end);
                return Delivery.startsWithOne(tail.unit()) ? otherwise : tail;
            }
        }
        return otherwise;
    }

    private boolean isBehindZip(Line line, int at) {
        return ZipReader.isZip(line.word(at - 1)) && zips.isBehindItsState(line, at - 1);
    }

    private boolean isBehindCity(Line line, int at) {
        PhraseTable.Match<String> state = States.endingAt(line.words(), at);
        int from = state == null ? 0 : at - state.length();
        return state != null && from > 0 && (line.opensSegment(from) || !Words.canEndStreet(state.value()))
                && places.endsWithCity(line, from, state.value(), null);
    }

}
