package io.opportunities.address;

import org.jspecify.annotations.Nullable;

/** Moves a state or ZIP before the city behind it: 12 Bay St WA Tacoma 98402; 12 Bay St, 98402 Tacoma. */
final class EarlyParts {

    private final ZipDirectory directory;

    EarlyParts(ZipDirectory directory) {
        this.directory = directory;
    }

    Tail moved(Tail tail) {
        Line line = tail.head();
        boolean complete = tail.abroad() || tail.state() != null && tail.zipcode() != null;
        for (int at = Math.max(0, line.size() - PlaceFinder.MAX_NAME_WORDS); !complete && at < line.size() - 1; at++) {
            if (tail.zipcode() == null && isZip(line, at, tail.state())) {
                return new Tail(line.without(at, at + 1), tail.state(), line.word(at), false, tail.unit());
            }
            PhraseTable.Match<String> match = tail.state() == null ? States.startingAt(line.words(), at) : null;
            if (match != null && isState(line, at, at + match.length(), match.value(), directory.state(tail.zipcode()))) {
                return tail.with(line.without(at, at + match.length()), match.value());
            }
        }
        return tail;
    }

    /** Returns whether the word is a ZIP of the place behind it. */
    private boolean isZip(Line line, int at, @Nullable String state) {
        ZipArea area = at > 0 && ZipReader.isZip(line.word(at)) ? directory.areaOrNull(line.word(at)) : null;
        return area != null && leavesStreet(line, at) && (state == null || state.equals(area.state()))
                && CityNames.key(line.words(), at + 1, line.size()).equals(CityNames.key(area.place()));
    }

    /** Returns whether the word is a state with a place behind it and belongs to no street. */
    private boolean isState(Line line, int from, int city, String state, @Nullable String zipState) {
        if (zipState != null && !zipState.equals(state) || !isPlaceBehind(line, from, city, state)) {
            return false;
        }
        boolean apart = from == 0 || line.opensSegment(from);
        boolean ordinary = Words.isOrdinaryState(state) && line.word(from).length() == 2;
        if (ordinary && (Words.canEndStreet(state) || zipState == null)) {
            boolean direction = Words.direction(line.word(from)) != null; // 12 10th St, NE Omaha
            return apart && (line.opensSegment(city) || zipState != null && !direction);
        }
        return from == 0 || leavesStreet(line, from);
    }

    /** Returns whether a comma precedes, or all words of a delivery line; never a part of the city's name. */
    private static boolean leavesStreet(Line line, int at) {
        int segment = line.segmentStart(at);
        boolean street = segment == 0 || Words.unit(line.word(segment)) != null;
        return line.opensSegment(at) || street && DeliveryShape.isComplete(line.words(), at);
    }

    private boolean isPlaceBehind(Line line, int from, int city, String state) {
        return directory.isPlace(state, CityNames.key(line.words(), city, line.size()))
                && !directory.isPlaceOfAnyState(CityNames.key(line.words(), from, line.size()));
    }

}
