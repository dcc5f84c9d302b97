package io.opportunities.address;

import org.jspecify.annotations.Nullable;

/** Finds the name of a place at the end of words, in the table of its state. */
final class PlaceFinder {

    static final int MAX_NAME_WORDS = 6;

    /** Nearer than that, a direction before the city of the ZIP begins the name of a town of its own. */
    private static final double NEAR_KILOMETRES = 3;

    private final ZipDirectory directory;

    PlaceFinder(ZipDirectory directory) {
        this.directory = directory;
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

    /** Returns whether the words before the end are a known city behind a whole delivery line, a comma, or nothing. */
    boolean endsWithCity(Line line, int end, String state, @Nullable String zip) {
        int city = longestKnown(line, end, state, zip);
        return city < end && leavesWhole(line, city);
    }

    /** Returns the start of the words nearest to the city of the ZIP, by a letter or two; Nashville Ct is a street. */
    int misspelt(Line line, int end, @Nullable String zip) {
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

    boolean isKnown(@Nullable String state, String key) {
        return state == null ? directory.isPlaceOfAnyState(key) : directory.isPlace(state, key);
    }

    /** Returns whether a whole delivery line, a comma, or nothing precedes. */
    static boolean leavesWhole(Line line, int from) {
        return from == 0 || line.opensSegment(from) || DeliveryShape.isComplete(line.words(), from);
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
        return leavesWhole(line, from);
    }

}
