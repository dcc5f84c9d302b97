package io.opportunities.address;

import org.jspecify.annotations.Nullable;

/** Decides whether a word that may be a state is one, because CT, LA and NE are words of street lines too. */
final class StateReader {

    private final ZipDirectory directory;

    private final PlaceFinder places;

    StateReader(ZipDirectory directory, PlaceFinder places) {
        this.directory = directory;
        this.places = places;
    }

    /** Returns the state before the place, or null. */
    PhraseTable.@Nullable Match<String> endingAt(Line line, int end, @Nullable String zip) {
        PhraseTable.Match<String> match = States.endingAt(line.words(), end);
        return match != null && accepts(line, end - match.length(), end, match.value(), zip) ? match : null;
    }

    /** Returns whether the state is repeated before the place: Denver CO, CO; but not New York, NY. */
    PhraseTable.@Nullable Match<String> repeatedAt(Line line, int end, String state) {
        PhraseTable.Match<String> match = States.endingAt(line.words(), end);
        if (match == null || match.length() == end || !match.value().equals(state)) {
            return null;
        }
        int from = end - match.length();
        boolean city = line.word(from).length() > 2
                ? places.longestKnown(line, end, state, null) <= from
                : isCityByCode(line, from, state);
        boolean apart = line.opensSegment(from) && !Words.canEndStreet(state);
        boolean repeated = !city && (apart || isBehindCity(line, from, state) || followsZipOf(line, from, state));
        return repeated ? match : null;
    }

    /** Returns whether the code is the city itself, as in NY, NY. */
    private boolean isCityByCode(Line line, int from, String state) {
        return directory.isPlace(state, line.word(from)) && !isBehindName(line, from, state) && !followsZipOf(line, from, state);
    }

    /** Returns the state of the ZIP if it comes before another one: Denver, CO, TX 80202. */
    PhraseTable.@Nullable Match<String> betterAt(Line line, int end, String state, @Nullable String zip) {
        PhraseTable.Match<String> match = States.endingAt(line.words(), end);
        boolean better = match != null && match.length() < end && !match.value().equals(state)
                && match.value().equals(directory.state(zip)) && places.endsWithCity(line, end - match.length(), match.value(), zip);
        return better ? match : null;
    }

    /** Returns whether a city and a whole delivery line precede, or a name between commas. */
    boolean isBehindCity(Line line, int from, String state) {
        return places.endsWithCity(line, from, state, null) || followsName(line, from);
    }

    /** Returns whether words precede that can be a city: 12 Maple Troy New York, but not 12 Maple St, New York. */
    boolean isBehindName(Line line, int from, String state) {
        return places.longestKnown(line, from, state, null) < from || followsName(line, from);
    }

    private boolean accepts(Line line, int from, int end, String state, @Nullable String zip) {
        String zipState = directory.state(zip);
        boolean ordinary = end - from == 1 && Words.isOrdinaryState(state) && line.word(from).equals(state);
        if (from == 0) {
            return state.equals(zipState);
        }
        if (state.equals(zipState)) {
            return !ordinary || !Words.canEndStreet(state) || line.opensSegment(from) || followsCity(line, from, state)
                    || DeliveryShape.isComplete(line.words(), from) || followsPlaceOf(line, from, state, zip)
                    || repeatedAt(line, from, state) != null;
        }
        if (zip == null && followsZipOf(line, from, state)) {
            return true;
        }
        if (line.opensSegment(from)) {
            return opensPlausibly(line, from, end, state, zipState, ordinary);
        }
        return followsPlausibly(line, from, state, zip, ordinary);
    }

    private boolean followsPlausibly(Line line, int from, String state, @Nullable String zip, boolean ordinary) {
        String zipState = directory.state(zip);
        boolean sure = !ordinary && line.word(from).length() == 2;
        if (sure && zipState == null) {
            return from > 2 || zip != null || followsCity(line, from, state);
        }
        return followsCity(line, from, state)
                || (sure || zipState == null) && (followsName(line, from) || followsUnknown(line, from))
                || zipState != null && !Words.canEndStreet(state) && followsPlaceOf(line, from, zipState, zip);
    }

    /** Returns whether a state may follow a comma: not the NE of an Omaha street, nor the city Washington of a ZIP in DC. */
    private boolean opensPlausibly(Line line, int from, int end, String state, @Nullable String zipState,
            boolean ordinary) {
        if (zipState != null && directory.isPlace(zipState, CityNames.key(line.words(), from, end))) {
            return false;
        }
        boolean onlyStreetBefore = line.segmentStart(from) == 0 && Words.startsWithDigit(line.word(0));
        return !ordinary || !onlyStreetBefore || followsCity(line, from, state);
    }

    private boolean followsZipOf(Line line, int from, String state) {
        String word = line.word(from - 1);
        return ZipReader.isZip(word) && state.equals(directory.state(word));
    }

    private boolean followsCity(Line line, int from, String state) {
        int city = places.longestKnown(line, from, state, null);
        boolean whole = city == 0 || city < from && (line.opensSegment(city) || DeliveryShape.isComplete(line.words(), city));
        boolean shapeless = !Words.canEndStreet(state) && Words.startsWithDigit(line.word(0)); // 1200 Broadway Amherst OH
        return city < from && (whole || shapeless);
    }

    /** Returns whether the city of the ZIP precedes, so that the CT of 1200 Broadway Stratford CT 06614 is no court. */
    private boolean followsPlaceOf(Line line, int from, String state, @Nullable String zip) {
        ZipArea area = directory.areaOrNull(zip);
        int city = places.longestKnown(line, from, state, zip);
        return area != null && city < from
                && directory.cityKey(area.state(), line.words(), city, from).equals(CityNames.key(area.place()));
    }

    /** Returns whether words follow a whole delivery line: 1 Main St Smallville FL, but not 1 Hill St Foo Ct. */
    private static boolean followsUnknown(Line line, int from) {
        int city = CityFinder.unknownStart(line.words(), from);
        String word = line.word(from);
        return city < from && !line.hasDigit(city, from) && Words.suffix(word) == null && Words.direction(word) == null;
    }

    /** Returns whether an unknown city can precede, between commas: 1 Main St, Smallville Kansas. */
    private static boolean followsName(Line line, int from) {
        int start = line.segmentStart(from);
        boolean direction = from - start == 1 && Words.direction(line.word(start)) != null; // West New York
        return start > 0 && !direction && !line.hasDigit(start, from)
                && line.words().subList(start, from).stream().allMatch(word -> Words.unit(word) == null)
                && !Words.isCommonSuffix(line.word(from - 1));
    }

}
