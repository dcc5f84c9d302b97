package io.opportunities.address;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads country, ZIP and state from the end of a line, its most regular part. */
final class TailReader {

    private static final int MAX_UNIT_WORDS = 4;

    private static final PhraseTable<String> STATES = new PhraseTable<>();

    static {
        for (String[] row : Tables.rows("states.tsv")) {
            STATES.put(row[0], row[0]);
            STATES.put(row[2], row[0]);
            for (String other : row[3].isEmpty() ? new String[0] : row[3].split(";")) {
                STATES.put(other, row[0]);
            }
        }
    }

    private final ZipDirectory directory;

    private final CityFinder cities;

    private final Counties counties;

    TailReader(ZipDirectory directory, CityFinder cities) {
        this.directory = directory;
        this.cities = cities;
        this.counties = new Counties(directory);
    }

    Tail read(Line line) {
        int end = Countries.withoutHome(line, line.size());
        int unit = lateUnit(line, end);
        return read(line, unit, List.copyOf(line.words().subList(unit, end)));
    }

    private Tail read(Line line, int last, List<String> unit) {
        int end = last;
        int zipStart = zipStart(line, end);
        String zip = zipStart == end ? null : zip(line, zipStart, end);
        if (zip == null && zipStart > 1 && isRemainder(line.word(zipStart - 1))) {
            String state = STATES.get(line.word(zipStart - 2));
            zip = padded(line.word(zipStart - 1), state);
            zipStart -= state != null && (zip != null || line.word(zipStart - 1).equals("0")) ? 1 : 0;
        }
        end = Countries.withoutHome(line, zipStart);
        PhraseTable.Match<String> state = STATES.endingAt(line.words(), end);
        if (state != null && accepts(line, end - state.length(), end, state.value(), zip)) {
            int city = counties.without(line, end - state.length(), state.value(), zip);
            return new Tail(city, state.value(), zip, false, unit);
        }
        return new Tail(end, null, zip, state == null && Countries.endsAbroad(line, end), unit);
    }

    /** Returns the start of the unit in Nashville, TN 37204 Apt 4, or the end if no unit follows the ZIP. */
    private int lateUnit(Line line, int end) {
        for (int at = Math.max(2, end - MAX_UNIT_WORDS); at < end; at++) {
            if (Words.unit(line.word(at)) != null && isZip(line, at - 1) && isBehindItsState(line, at - 1)
                    && DeliveryShape.behindUnit(line.words(), at, end) == end) {
                return at;
            }
        }
        return end;
    }

    private boolean isBehindItsState(Line line, int zip) {
        PhraseTable.Match<String> state = STATES.endingAt(line.words(), zip);
        return state != null && state.value().equals(directory.state(line.word(zip)));
    }

    /** Restores a ZIP that a spreadsheet converted to a number: MA 2139 is MA 02139. A 0 means none. */
    private @Nullable String padded(String figures, @Nullable String state) {
        String zip = "0".repeat(5 - figures.length()) + figures;
        return state != null && state.equals(directory.state(zip)) ? zip : null;
    }

    private static boolean isRemainder(String word) {
        return word.length() < 5 && Words.isNumber(word);
    }

    private int zipStart(Line line, int end) {
        if (end > 1 && isZip(line, end - 1)) {
            return isIdentifier(line, end - 1) ? end : end - 1;
        }
        boolean apart = end > 2 && Words.isZip(line.word(end - 2)) && Words.isNumber(line.word(end - 1))
                && line.word(end - 1).length() == 4 && STATES.get(line.word(end - 3)) != null;
        boolean alone = end == 1 && isZip(line, 0);
        if (end > 1 && isJoined(line.word(end - 1)) && isBehindItsState(line, end - 1)) {
            return end - 1;
        }
        return apart ? end - 2 : alone ? 0 : end;
    }

    /** Returns whether the word is like 372041234, which is a ZIP only behind its state. */
    private static boolean isJoined(String word) {
        return word.length() == 9 && Words.isNumber(word);
    }

    private static boolean isZip(Line line, int index) {
        String word = line.word(index);
        if (word.length() == 10 && word.charAt(5) == '-') {
            return Words.isZip(word.substring(0, 5)) && Words.isNumber(word.substring(6));
        }
        return Words.isZip(word);
    }

    /** Returns whether the figures belong to a unit, box or route: Apt 12345, PO Box 12345. */
    private static boolean isIdentifier(Line line, int index) {
        String before = line.word(index - 1);
        return !line.opensSegment(index) && (Words.unit(before) != null && STATES.get(before) == null || before.equals("HWY"));
    }

    private static String zip(Line line, int from, int end) {
        String word = line.word(from);
        if (isJoined(word)) {
            return word.substring(0, 5) + "-" + word.substring(5);
        }
        return String.join("-", line.words().subList(from, end));
    }

    private boolean accepts(Line line, int from, int end, String state, @Nullable String zip) {
        String zipState = directory.state(zip);
        boolean ordinary = end - from == 1 && Words.isOrdinaryState(state) && line.word(from).equals(state);
        if (from == 0) {
            return state.equals(zipState);
        }
        if (state.equals(zipState)) {
            return !ordinary || !Words.canEndStreet(state) || line.opensSegment(from) || followsCity(line, from, state)
                    || DeliveryShape.isComplete(line.words(), from) || followsPlaceOf(line, from, state, zip);
        }
        if (line.opensSegment(from)) {
            return opensPlausibly(line, from, end, state, zipState, ordinary);
        }
        if (ordinary || line.word(from).length() > 2 || zipState != null) {
            return followsCity(line, from, state)
                    || zipState == null && (followsName(line, from) || followsUnknown(line, from));
        }
        return from > 2 || zip != null || followsCity(line, from, state);
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

    private boolean followsCity(Line line, int from, String state) {
        int city = cities.longestKnown(line, from, state, null);
        List<String> words = line.words();
        boolean whole = city == 0 || line.opensSegment(city) || DeliveryShape.isComplete(words, city);
        boolean shapeless = !Words.canEndStreet(state) && Words.startsWithDigit(line.word(0)); // 1200 Broadway Amherst OH
        return city < from && (whole || shapeless);
    }

    /** Returns whether the city of the ZIP precedes, so that the CT of 1200 Broadway Stratford CT 06614 is no court. */
    private boolean followsPlaceOf(Line line, int from, String state, @Nullable String zip) {
        ZipArea area = directory.areaOrNull(zip);
        int city = cities.longestKnown(line, from, state, zip);
        return area != null && city < from && CityNames.key(line.words(), city, from).equals(CityNames.key(area.place()));
    }

    /** Returns whether words follow a whole delivery line: 1 Main St Smallville FL, but not 1 Hill St Foo Ct. */
    private static boolean followsUnknown(Line line, int from) {
        int city = DeliveryShape.behindSuffix(line.words(), from);
        String word = line.word(from);
        return city < from && !line.hasDigit(city, from) && Words.suffix(word) == null && Words.direction(word) == null;
    }

    /** Returns whether an unknown city can precede, between commas: 1 Main St, Smallville Kansas. */
    private static boolean followsName(Line line, int from) {
        int start = line.segmentStart(from);
        return start > 0 && !line.hasDigit(start, from)
                && line.words().subList(start, from).stream().allMatch(word -> Words.unit(word) == null)
                && !Words.isCommonSuffix(line.word(from - 1));
    }

}
