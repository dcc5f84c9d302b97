package io.opportunities.address;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the beginning of the city, by commas if present, else by the place names of the state. */
final class CityFinder {

    /** The result of {@link #start} if the words before state and ZIP are no address of this country. */
    static final int FOREIGN = -1;

    private final ZipDirectory directory;

    private final PlaceFinder places;

    CityFinder(ZipDirectory directory, PlaceFinder places) {
        this.directory = directory;
        this.places = places;
    }

    /** Returns the first word of the city, or the end if there is no city. */
    int start(Line line, Tail tail) {
        int end = tail.end();
        if (end == 0) {
            return 0;
        }
        String state = directory.state(tail);
        int segment = line.segmentStart(end);
        int known = places.longestKnown(line, end, state, tail.zipcode());
        boolean recipient = segment > 0 && known < end && Recipients.isAt(line, segment);
        if (segment > 0 && !recipient && isName(line, segment, end, state)) {
            return end - segment == 1 && isForeignCode(line.word(segment), state) ? FOREIGN : behindDirection(line, segment, tail, state);
        }
        int city = known < end ? known : places.misspelt(line, end, tail.zipcode());
        if (city < end) {
            return CityNames.startOfTitle(line.words(), city);
        }
        if (segment > 0) {
            return unknownInSegment(line, segment, end, tail);
        }
        return tail.isEmpty() ? end : unknown(line, end);
    }

    /** Returns whether letters in the place of a city are a province or country instead. */
    private boolean isForeignCode(String word, @Nullable String state) {
        return word.length() < 3 && (state == null || !places.isKnown(state, word));
    }

    /** Returns the city in Monroe Street, N.E. Washington: behind the direction if no place is named with it. */
    private int behindDirection(Line line, int segment, Tail tail, @Nullable String state) {
        int end = tail.end();
        String direction = end - segment > 1 ? Words.direction(line.word(segment)) : null;
        if (direction == null || !DeliveryShape.isComplete(line.words(), segment)
                || places.isKnown(state, CityNames.key(line.words(), segment, end))) {
            return segment;
        }
        ZipArea area = directory.areaOrNull(tail.zipcode());
        String rest = CityNames.key(line.words(), segment + 1, end);
        String before = line.word(segment - 1);
        boolean route = Words.hasDigit(before) || "HWY".equals(Words.suffix(before));
        boolean initial = line.word(segment).length() == 1 && (route || area != null && rest.equals(CityNames.key(area.place())));
        return (initial || direction.length() == 2) && places.isKnown(state, rest) ? segment + 1 : segment;
    }

    /** Returns whether the words between two commas are a city, known or not. */
    private boolean isName(Line line, int from, int end, @Nullable String state) {
        if (places.isKnown(state, CityNames.key(line.words(), from, end))) {
            return true;
        }
        boolean unit = Words.unit(line.word(from)) != null && !CityNames.isTownship(line.word(end - 1)); // Upper Moreland Twp
        return state != null && !line.hasDigit(from, end) && !unit
                && !DeliveryShape.isFurtherUnit(line.words(), from)
                && end - from <= PlaceFinder.MAX_NAME_WORDS
                && (end - from > 1 || Words.direction(line.word(from)) == null);
    }

    private static int unknownInSegment(Line line, int segment, int end, Tail tail) {
        List<String> words = line.words().subList(segment, end);
        if (Words.unit(line.word(segment)) != null || DeliveryShape.isFurtherUnit(line.words(), segment)) {
            int city = segment + DeliveryShape.behindUnit(words, 0, words.size());
            return tail.isEmpty() || line.hasDigit(city, end) ? end : city;
        }
        boolean street = DeliveryShape.isComplete(words, words.size());
        return street && (!tail.isEmpty() || Words.startsWithDigit(words.getFirst())) ? end : FOREIGN;
    }

    private static int unknown(Line line, int end) {
        List<String> words = line.words();
        if (!line.hasDigit(0, end)) {
            boolean street = end > 1 && Words.isCommonSuffix(words.get(end - 1)) || words.contains("&") || words.contains("@");
            return street ? end : 0;
        }
        int city = unknownStart(words, end);
        boolean unit = city == end - 1 && Words.unit(words.get(city)) != null;
        return city < end && (unit || line.hasDigit(city, end)) ? end : city;
    }

    /** Returns the possible start of an unknown city behind a numbered route, a suffix or a unit, or the end. */
    static int unknownStart(List<String> words, int end) {
        int route = DeliveryShape.behindRoute(words, end);
        int suffix = route < end ? route : DeliveryShape.behindSuffix(words, end);
        return suffix < end ? suffix : behindUnit(words, end);
    }

    /** Returns the start of an unknown city in 12 Kane Concourse Fl 5 Smallville, or the end. */
    private static int behindUnit(List<String> words, int end) {
        for (int at = end - 3; at > 1; at--) {
            if (Words.unit(words.get(at)) != null && Words.hasDigit(words.get(at + 1))) {
                return at + 2;
            }
        }
        return end;
    }

}
