package io.opportunities.address;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Distinguishes the name of a county from that of a city, because addresses contain both, or one for the other. */
final class Counties {

    private static final int MAX_NAME_WORDS = 3;

    private static final Set<String> WORDS = Set.of("COUNTY", "CNTY", "PARISH", "BOROUGH");
    private static final List<String> ENDINGS = WORDS.stream().map(CityNames::key).toList();

    private final ZipDirectory directory;

    private final PlaceFinder places;

    Counties(ZipDirectory directory, PlaceFinder places) {
        this.directory = directory;
        this.places = places;
    }

    /** Returns the end of the city in Nashville, Davidson County, TN, or the end without a county behind a known city. */
    int without(Line line, int end, String state, @Nullable String zip) {
        int start = end == 0 ? 0 : line.segmentStart(end);
        if (start > 0 && isCounty(line, start, end, state, zip) && isBehindCity(line, start, state, zip)) {
            return start;
        }
        return end > 2 && WORDS.contains(line.word(end - 1)) ? withoutComma(line, end, state, zip) : end;
    }

    /** Returns the end of the line in Nashville, TN 37204, Davidson County: before a county behind its state. */
    int withoutLast(Line line, int end) {
        int start = end < 3 || !WORDS.contains(line.word(end - 1)) ? 0 : line.segmentStart(end);
        int behindState = start > 1 && ZipReader.isZip(line.word(start - 1)) ? start - 1 : start;
        PhraseTable.Match<String> state = start > 1 ? States.endingAt(line.words(), behindState) : null;
        return state != null && isCounty(line, start, end, state.value(), null) ? start : end;
    }

    /** Returns whether a received city is the county of the ZIP instead. */
    static boolean isCounty(ZipArea area, String key) {
        String county = area.county();
        return county != null && ENDINGS.stream().anyMatch(ending -> key.endsWith(ending) && key.equals(CityNames.key(county) + ending));
    }

    private boolean isBehindCity(Line line, int start, String state, @Nullable String zip) {
        return directory.isPlace(state, CityNames.key(line.words(), line.segmentStart(start), start))
                || places.endsWithCity(line, start, state, zip);
    }

    /** Returns the end of the city in Main St Nashville Davidson County TN. */
    private int withoutComma(Line line, int end, String state, @Nullable String zip) {
        for (int start = end - 2; start > 1 && start >= end - 1 - MAX_NAME_WORDS; start--) {
            if (isCounty(line, start, end, state, zip) && places.endsWithCity(line, start, state, zip)) {
                return start;
            }
        }
        return end;
    }

    /** Returns whether the words are a county: Davidson County for all of Tennessee, Davidson alone only with a ZIP in it. */
    private boolean isCounty(Line line, int start, int end, String state, @Nullable String zip) {
        boolean named = WORDS.contains(line.word(end - 1)) || line.word(end - 1).equals("CO") && line.opensSegment(start);
        if (end - start > 1 && named) {
            return directory.isCounty(state, CityNames.key(line.words(), start, end - 1));
        }
        ZipArea area = directory.areaOrNull(zip);
        if (area == null) {
            return false;
        }
        String county = area.county();
        return county != null && county.charAt(0) == line.word(start).charAt(0) && !county.equals(area.place())
                && CityNames.key(county).equals(CityNames.key(line.words(), start, end));
    }

}
