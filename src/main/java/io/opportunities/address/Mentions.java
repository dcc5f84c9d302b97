package io.opportunities.address;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds what of a line is sent twice before the city: 12 Oak St Boise, Boise, ID; Troy, NY, Troy, NY; Brooklyn, New York, NY. */
final class Mentions {

    private static final int MAX_MENTIONS = 3;

    private static final int MAX_NAME_WORDS = 6;

    /** The end of the street, and the range of the city in the words behind it. */
    record City(int streetEnd, int from, int to) {}

    private final ZipDirectory directory;

    private final PlaceFinder places;

    Mentions(ZipDirectory directory, PlaceFinder places) {
        this.directory = directory;
        this.places = places;
    }

    City city(Tail tail, int start) {
        Line line = tail.head();
        String state = directory.state(tail);
        if (start == 0 || start == line.size() || state == null) {
            return new City(start, start, line.size());
        }
        City city = withPart(tail, start, state);
        return new City(streetEnd(tail, city, state), city.from(), city.to());
    }

    /** Returns the part of the city that comes before it, if that is a city for the post: Brooklyn, New York. */
    private City withPart(Tail tail, int start, String state) {
        Line line = tail.head();
        ZipArea area = directory.areaOrNull(tail.zipcode());
        String ofZip = area == null ? null : CityNames.key(area.place());
        String key = key(line, start, line.size(), state);
        boolean cityOfZip = key.equals(ofZip);
        boolean famous = FamousCities.endsWithOne(line, line.size(), line.size() - start);
        int part = famous || ofZip != null && !cityOfZip ? places.longestKnown(line, start, state, tail.zipcode()) : start;
        boolean whole = part < start && PlaceFinder.leavesWhole(line, part);
        String partKey = whole ? key(line, part, start, state) : "";
        boolean partOfZip = whole && partKey.equals(ofZip);
        if (whole && (partKey.equals(key) || cityOfZip && !partOfZip)) {
            return new City(part, start, line.size()); // Manhattan, New York, NY; Harlem, New York, NY 10027
        }
        return partOfZip || whole && famous ? new City(part, part, start) : new City(start, start, line.size());
    }

    /** Returns the end of the street before all that repeats the city with or without state and ZIP. */
    private int streetEnd(Tail tail, City city, String state) {
        Line line = tail.head();
        String key = CityNames.key(line.words(), city.from(), city.to());
        int end = city.streetEnd();
        for (int count = 0; count < MAX_MENTIONS && end > 0; count++) {
            int mention = mention(line, withoutTail(line, end, state, tail.zipcode()), key);
            if (mention < 0) {
                return end;
            }
            end = mention;
        }
        return end;
    }

    private static int withoutTail(Line line, int end, String state, @Nullable String zip) {
        int at = Countries.withoutHome(line, end);
        if (zip != null && at > 1 && line.word(at - 1).startsWith(zip.substring(0, 5)) && ZipReader.isZip(line.word(at - 1))) {
            at--;
        }
        List<String> words = line.words();
        boolean code = at > 1 && state.equals(States.code(words.get(at - 1)));
        return code ? at - 1 : at;
    }

    /** Returns the start of the same city before the place, or a negative number. */
    private static int mention(Line line, int end, String key) {
        if (end == 0 || !key.endsWith(CityNames.key(line.words(), end - 1, end))) {
            return -1;
        }
        for (int from = Math.max(line.segmentStart(end), end - MAX_NAME_WORDS); from < end; from++) {
            if (CityNames.key(line.words(), from, end).equals(key)) {
                return PlaceFinder.leavesWhole(line, from) ? from : -1;
            }
        }
        return -1;
    }

    private String key(Line line, int from, int end, String state) {
        return directory.cityKey(state, line.words(), from, end);
    }

}
