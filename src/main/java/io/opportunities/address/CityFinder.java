package io.opportunities.address;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the beginning of the city, by commas if present, else by the place names of the state. */
final class CityFinder {

    /** The result of {@link #start} if the words before state and ZIP are no address of this country. */
    static final int FOREIGN = -1;

    private static final int MAX_NAME_WORDS = 6;

    /** Nearer than that, a direction before the city of the ZIP is that of a town of its own. */
    private static final double NEAR_KILOMETRES = 3;

    private final ZipDirectory directory;

    CityFinder(ZipDirectory directory) {
        this.directory = directory;
    }

    /** Returns the first word of the city, or the end if there is no city. */
    int start(Line line, Tail tail) {
        int end = tail.end();
        if (end == 0) {
            return 0;
        }
        String state = tail.state() != null ? tail.state() : directory.state(tail.zipcode());
        int segment = line.segmentStart(end);
        if (segment > 0 && isName(line, segment, end, state)) {
            boolean letters = line.word(end - 1).length() < 3 && end - segment == 1;
            return letters && (state == null || !isKnown(state, line.word(segment))) ? FOREIGN : behindDirection(line, segment, tail, state);
        }
        int known = longestKnown(line, end, state, tail.zipcode());
        if (known == end) {
            known = misspelt(line, end, tail.zipcode());
        }
        if (known < end) {
            return CityNames.startOfTitle(line.words(), known);
        }
        if (segment > 0) {
            return unknownInSegment(line, segment, end, tail);
        }
        return tail.isEmpty() ? end : unknown(line, end);
    }

    /** Returns the start of the longest known place before the end that leaves a delivery line or nothing before it. */
    int longestKnown(Line line, int end, @Nullable String state, @Nullable String zip) {
        ZipArea area = directory.areaOrNull(zip);
        String zipKey = area == null ? null : CityNames.key(area.place());
        int longest = end;
        int best = end;
        for (int from = firstStart(line, end); from < end; from++) {
            String key = CityNames.key(line.words(), from, end);
            boolean ofZip = key.equals(zipKey);
            if (!ofZip && !isKnown(state, key) || !leavesDelivery(line, from) || isPartOfStreet(line, from, end)) {
                continue;
            }
            if (ofZip) {
                return best == from - 1 && area != null && isTownBeside(line, best, end, area) ? best : from;
            }
            longest = Math.min(longest, from);
            if (best == end && completes(line, from, end, state)) {
                best = from;
            }
        }
        return best < end ? best : longest;
    }

    /** Returns whether the whole words before the end are a known city behind a whole delivery line or a comma. */
    boolean endsWithCity(Line line, int end, String state, @Nullable String zip) {
        int city = longestKnown(line, end, state, zip);
        return city < end && (city == 0 || line.opensSegment(city) || DeliveryShape.isComplete(line.words(), city));
    }

    /** Returns whether the state stands before its city and belongs to no street: 12 Bay St WA Tacoma. */
    boolean isStateBefore(Line line, int from, int city, String state, boolean sure) {
        boolean apart = from == 0 || line.opensSegment(from);
        boolean ordinary = Words.isOrdinaryState(state) && line.word(from).length() == 2;
        if (Words.canEndStreet(state) && ordinary || ordinary && !sure) {
            return apart && line.opensSegment(city) && isPlaceBehind(line, from, city, state);
        }
        int segment = line.segmentStart(from);
        boolean behindStreet = (segment == 0 || startsWithUnit(line, segment)) && DeliveryShape.isComplete(line.words(), from);
        return (apart || behindStreet) && isPlaceBehind(line, from, city, state);
    }

    /** Returns whether the ZIP of the rest of the line stands before it: 12 Bay St, 98402 Tacoma. */
    boolean isZipBefore(Line line, int at, @Nullable String state) {
        ZipArea area = ZipReader.isZip(line.word(at)) ? directory.areaOrNull(line.word(at)) : null;
        boolean apart = area != null && at > 0 && (line.opensSegment(at) || DeliveryShape.isComplete(line.words(), at));
        return apart && (state == null || state.equals(area.state()))
                && CityNames.key(line.words(), at + 1, line.size()).equals(CityNames.key(area.place()));
    }

    private boolean isPlaceBehind(Line line, int from, int city, String state) {
        return directory.isPlace(state, CityNames.key(line.words(), city, line.size()))
                && !directory.isPlaceOfAnyState(CityNames.key(line.words(), from, line.size()));
    }

    private static int firstStart(Line line, int end) {
        return Math.max(line.segmentStart(end), end - MAX_NAME_WORDS);
    }

    /** Returns whether North before Kansas City is no direction of the street but begins the name of a town there. */
    private boolean isTownBeside(Line line, int from, int end, ZipArea area) {
        String word = line.word(from);
        boolean spelled = word.length() > 2 || from > 0 && Words.direction(line.word(from - 1)) != null; // SE E Grand Rapids
        if (!spelled || Words.direction(word) == null || !DeliveryShape.isComplete(line.words(), from)) {
            return false;
        }
        Place town = directory.place(area.state(), CityNames.key(line.words(), from, end));
        Coordinates one = town == null ? null : town.centroid();
        Coordinates other = area.centroid();
        return one != null && other != null && one.kilometresTo(other) < NEAR_KILOMETRES;
    }

    /** Returns the start of the words nearest to the city of the ZIP, by a letter or two; Nashville Ct is a street. */
    private int misspelt(Line line, int end, @Nullable String zip) {
        ZipArea area = directory.areaOrNull(zip);
        String meant = area == null ? "" : CityNames.key(area.place());
        String suffix = Words.suffix(line.word(end - 1));
        int nearest = end;
        int least = Integer.MAX_VALUE;
        boolean street = meant.isEmpty() || suffix != null && !meant.endsWith(suffix);
        for (int from = firstStart(line, end); !street && from < end; from++) {
            int distance = leavesDelivery(line, from) && !isPartOfStreet(line, from, end)
                    ? Misspelling.distance(CityNames.key(line.words(), from, end), meant)
                    : Integer.MAX_VALUE;
            if (distance < least) {
                least = distance;
                nearest = from;
            }
        }
        return nearest;
    }

    /** Returns the city in Monroe Street, N.E. Washington: behind the direction if no place is named with it. */
    private int behindDirection(Line line, int segment, Tail tail, @Nullable String state) {
        int end = tail.end();
        String direction = end - segment > 1 ? Words.direction(line.word(segment)) : null;
        if (direction == null || !DeliveryShape.isComplete(line.words(), segment)
                || isKnown(state, CityNames.key(line.words(), segment, end))) {
            return segment;
        }
        ZipArea area = directory.areaOrNull(tail.zipcode());
        String rest = CityNames.key(line.words(), segment + 1, end);
        boolean initial = line.word(segment).length() == 1;
        boolean route = Words.hasDigit(line.word(segment - 1)) || "HWY".equals(Words.suffix(line.word(segment - 1)));
        boolean ofZip = area != null && rest.equals(CityNames.key(area.place()));
        boolean ofStreet = direction.length() == 2 || initial && (route || ofZip);
        return ofStreet && isKnown(state, rest) ? segment + 1 : segment;
    }

    /** Returns whether the words between two commas are a city, known or not. */
    private boolean isName(Line line, int from, int end, @Nullable String state) {
        if (isKnown(state, CityNames.key(line.words(), from, end))) {
            return true;
        }
        return state != null && !line.hasDigit(from, end) && !startsWithUnit(line, from) && end - from <= MAX_NAME_WORDS
                && (end - from > 1 || Words.direction(line.word(from)) == null);
    }

    private static boolean startsWithUnit(Line line, int from) {
        return Words.unit(line.word(from)) != null;
    }

    private boolean isKnown(@Nullable String state, String key) {
        return state == null ? directory.isPlaceOfAnyState(key) : directory.isPlace(state, key);
    }

    /** Returns whether the words are a lone suffix or direction, because Street and North East are names of places too. */
    private static boolean isPartOfStreet(Line line, int from, int end) {
        String word = line.word(from);
        return from > 0 && end - from == 1 && !line.opensSegment(from)
                && (Words.isCommonSuffix(word) || Words.direction(word) != null);
    }

    private static boolean leavesDelivery(Line line, int from) {
        return from == 0 ? !Words.startsWithDigit(line.word(0)) : DeliveryShape.isPossible(line.words(), from);
    }

    /** Returns whether the rest is a whole delivery line; the W of Main St W Columbia belongs to the street. */
    private boolean completes(Line line, int from, int end, @Nullable String state) {
        boolean initial = Words.isLetter(line.word(from)) && Words.direction(line.word(from)) != null && from > 0
                && Words.suffix(line.word(from - 1)) != null && from + 1 < end;
        if (initial && isKnown(state, CityNames.key(line.words(), from + 1, end))) {
            return false;
        }
        return from == 0 || line.opensSegment(from) || DeliveryShape.isComplete(line.words(), from);
    }

    private static int unknownInSegment(Line line, int segment, int end, Tail tail) {
        List<String> words = line.words().subList(segment, end);
        if (startsWithUnit(line, segment)) {
            int city = segment + DeliveryShape.behindUnit(words, 0, words.size());
            return tail.isEmpty() || line.hasDigit(city, end) ? end : city;
        }
        boolean street = DeliveryShape.isComplete(words, words.size());
        return street && (!tail.isEmpty() || Words.startsWithDigit(words.getFirst())) ? end : FOREIGN;
    }

    private static int unknown(Line line, int end) {
        List<String> words = line.words();
        if (!line.hasDigit(0, end)) {
            boolean street = end > 1 && Words.isCommonSuffix(words.get(end - 1)) || words.contains("&");
            return street ? end : 0;
        }
        int city = DeliveryShape.behindRoute(words, end);
        city = city < end ? city : DeliveryShape.behindSuffix(words, end);
        city = city < end ? city : behindUnit(words, end);
        boolean unit = city == end - 1 && Words.unit(words.get(city)) != null;
        return city < end && (unit || line.hasDigit(city, end)) ? end : city;
    }

    /** Returns the start of an unknown city in 12 Kane Concourse Fl 5 Smallville, or the end. */
    private static int behindUnit(List<String> words, int end) {
        for (int at = 2; at + 2 < end; at++) {
            if (Words.unit(words.get(at)) != null && Words.hasDigit(words.get(at + 1))) {
                return DeliveryShape.behindUnit(words, at, end);
            }
        }
        return end;
    }

}
