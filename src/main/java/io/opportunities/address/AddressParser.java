package io.opportunities.address;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Parses a one-line address of the United States, in time proportional to its length.
 *
 * <p> It never fails: any other line results in an address without parts, compared as folded text.
 *
 * @see <a href="https://pe.usps.com/text/pub28/welcome.htm">USPS Publication 28, Postal Addressing Standards</a>
 */
public final class AddressParser {

    private final ZipDirectory directory;

    private final CityFinder cities;

    private final TailReader tails;

    public AddressParser() {
        this(ZipDirectory.bundled());
    }

    public AddressParser(ZipDirectory directory) {
        this.directory = directory;
        this.cities = new CityFinder(directory);
        this.tails = new TailReader(directory, cities);
    }

    /** Returns the parts and the canonical form of a line; safe for concurrent use. */
    public PostalAddress parse(String line) {
        Line read = Line.of(line.strip());
        if (read.size() == 0) {
            return PostalAddress.unread(read.text(), read.text().toUpperCase(Locale.ROOT));
        }
        Tail tail = tails.read(read);
        int city = tail.abroad() ? CityFinder.FOREIGN : cities.start(read, tail);
        if (city == CityFinder.FOREIGN || !isAddress(read, tail, city)) {
            return PostalAddress.unread(read.text(), read.folded());
        }
        return address(read, tail, city);
    }

    /** Returns whether enough is recognised to name parts, so that a foreign line gets none. */
    private boolean isAddress(Line line, Tail tail, int city) {
        if (tail.state() != null) {
            return true;
        }
        List<String> street = line.words().subList(0, city);
        boolean numbered = city > 0 && line.hasDigit(0, city) && (Words.startsWithDigit(line.word(0))
                || DeliveryLine.startsWithRoute(street) || Words.unit(line.word(0)) != null);
        if (tail.zipcode() == null) {
            return numbered && (DeliveryShape.isCompleteAlone(street) || DeliveryShape.isShort(street));
        }
        boolean cityOfZip = city < tail.end()
                && cityKnown(directory.state(tail.zipcode()), CityNames.key(line.words(), city, tail.end()));
        return city == 0 || numbered || cityOfZip || directory.areaOrNull(tail.zipcode()) != null && city == tail.end();
    }

    private boolean cityKnown(@Nullable String state, String key) {
        return state != null && directory.isPlace(state, key);
    }

    private PostalAddress address(Line line, Tail tail, int cityStart) {
        ZipArea area = directory.areaOrNull(tail.zipcode());
        String state = tail.state() != null ? tail.state() : directory.state(tail.zipcode());
        String sent = cityStart < tail.end() ? line.sent(cityStart, tail.end()) : null;
        boolean fits = area != null && area.state().equals(state);
        String city = sent != null ? sent : area != null && fits ? area.place() : null;
        String street = cityStart > 0 ? DeliveryLine.sent(line, cityStart) : null;
        String place = area != null && fits && sent != null && Counties.isCounty(area, sent) ? area.place() : city;
        Contradictions.log(area, state, place, directory);
        String key = key(delivery(line, cityStart, tail, state), place, state, tail.zipcode());
        return new PostalAddress(line.text(), street, city, state, tail.zipcode(), key);
    }

    private static String delivery(Line line, int cityStart, Tail tail, @Nullable String state) {
        List<String> words = line.words().subList(0, cityStart);
        return cityStart == 0 || tail.unit().isEmpty()
                ? DeliveryLine.canonical(words, state)
                : DeliveryLine.canonical(Stream.concat(words.stream(), tail.unit().stream()).toList(), state);
    }

    private String key(String delivery, @Nullable String city, @Nullable String state, @Nullable String zip) {
        StringBuilder key = new StringBuilder(delivery).append('|').append(cityKey(city, state)).append('|');
        if (state != null) {
            key.append(state);
        }
        boolean uncertain = city == null || state == null || delivery.length() == 1;
        if (uncertain && zip != null) {
            key.append('|').append(zip);
        }
        return key.toString();
    }

    private String cityKey(@Nullable String city, @Nullable String state) {
        if (city == null) {
            return "";
        }
        String key = CityNames.key(city);
        Place place = state == null ? null : directory.place(state, key);
        return place == null ? key : place.key();
    }

}
