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

    private final Mentions mentions;

    public AddressParser() {
        this(ZipDirectory.bundled());
    }

    public AddressParser(ZipDirectory directory) {
        this.directory = directory;
        PlaceFinder places = new PlaceFinder(directory);
        this.cities = new CityFinder(directory, places);
        this.tails = new TailReader(directory, places);
        this.mentions = new Mentions(directory, places);
    }

    /** Returns the parts and the canonical form of a line; safe for concurrent use. */
    public PostalAddress parse(String text) {
        String line = text.strip();
        Line read = Venues.withoutLast(Recipients.without(Placeholders.without(Line.of(line))));
        if (read.size() == 0) {
            return PostalAddress.unread(line, line.toUpperCase(Locale.ROOT));
        }
        Tail tail = Venues.without(tails.read(read));
        int start = tail.abroad() ? CityFinder.FOREIGN : cities.start(tail.head(), tail);
        if (start == CityFinder.FOREIGN || !isAddress(tail.head(), tail, start)) {
            return PostalAddress.unread(line, read.folded());
        }
        Mentions.City city = mentions.city(tail, start);
        return address(line, tail, new Mentions.City(Recipients.start(tail.head(), city.streetEnd()), city.from(), city.to()));
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

    private PostalAddress address(String text, Tail tail, Mentions.City range) {
        Line line = tail.head();
        ZipArea area = directory.areaOrNull(tail.zipcode());
        String state = directory.state(tail);
        String street = range.streetEnd() > 0 ? DeliveryLine.sent(line, range.streetEnd()) : null;
        String sent = range.from() < range.to() ? line.sent(range.from(), range.to()) : null;
        ZipArea fitting = area != null && area.state().equals(state) ? area : null;
        String city = sent == null && fitting != null ? fitting.place() : sent;
        Contradictions.log(area, state, city, directory);
        String cityKey = fitting != null && (sent == null || means(fitting, line, range))
                ? CityNames.key(fitting.place())
                : directory.cityKey(state, line.words(), range.from(), range.to());
        String key = key(delivery(line, range.streetEnd(), tail, state), cityKey, state, tail.zipcode());
        return new PostalAddress(text, street, city, state, tail.zipcode(), key);
    }

    /** Returns whether a received city is the county of the ZIP, or the misspelt place of it. */
    private boolean means(ZipArea area, Line line, Mentions.City city) {
        String key = CityNames.key(line.words(), city.from(), city.to());
        return !directory.isPlace(area.state(), key) && Misspelling.isOf(key, CityNames.key(area.place()))
                || Counties.isCounty(area, key);
    }

    private static String delivery(Line line, int end, Tail tail, @Nullable String state) {
        List<String> words = line.words().subList(0, end);
        return end == 0 || tail.unit().isEmpty()
                ? DeliveryLine.canonical(words, state)
                : DeliveryLine.canonical(Stream.concat(words.stream(), tail.unit().stream()).toList(), state);
    }

    private static String key(String delivery, String city, @Nullable String state, @Nullable String zip) {
        StringBuilder key = new StringBuilder(delivery).append('|').append(city).append('|');
        if (state != null) {
            key.append(state);
        }
        boolean uncertain = city.isEmpty() || state == null || delivery.length() == 1;
        if (uncertain && zip != null) {
            key.append('|').append(zip);
        }
        return key.toString();
    }

}
