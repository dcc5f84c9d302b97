package io.opportunities.address;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AddressFuzzTests {

    private static final long SLOW = Duration.ofMillis(5).toNanos();

    private static final String[] PIECES = {"123", "520 B", "1/2", "½", "N", "North", "SW", "Main", "St", "Saint", "Ave",
            "Street", "Park", "Apt", "#", "4B", "Bldg 8", "Ste.", "PO Box", "FM", "969", "US Hwy", "County Road", "&", "/", ",",
            " - ", "No.", "at", "@", "null", "N/A", "2nd", "Fl", "TH", "5 Ter", "Business", "North Carolina Hwy", "Urb", "Km",
            ", ", "\n", ".", "-", "'", "(", ")", "Nashville", "New York", "Washington", "Lake Park", "TN", "NE", "CT", "DC",
            "Tennessee", "37204", "37204-1234", "0", "USA", "Canada", "😀", "\u0000", "\u200b", "é", "ß", "名古屋", "\ud800",
            "\u0301", "№", "，", "N6W23001", "1-1-1", "A-", "TN37204", "372041234", "Davidson County", "Twenty First",
            "Martin Luther King Jr", "c/o", "Attn", "null", "N/A", "Oak Apartments", "The", "Sunrise Dental", "NY 12180", "837 02",
            "FL 328", "City of Troy", "Milwakee WI 53201"};

    private final AddressParser parser = new AddressParser();

    private final Random random = new Random(20_240_601);

    private final List<Permit> permits = Permit.all();

    /** The system property {@code fuzz} sets the number of lines. */
    @Test
    void anyLineIsReadQuicklyAndInventsNothing() {
        List<String> slow = new ArrayList<>();
        for (int count = Integer.getInteger("fuzz", 200_000); count > 0; count--) {
            String line = line();
            long before = System.nanoTime();
            PostalAddress address = parser.parse(line);
            if (System.nanoTime() - before > SLOW) {
                slow.add(line);
            }
            check(address);
        }

        assertThat(slow).filteredOn(this::isSlowAgain).isEmpty();
    }

    @Test
    void timeGrowsWithTheLengthOnly() {
        for (String piece : PIECES) {
            String line = piece.repeat(100_000 / piece.length());

            assertThat(Duration.ofNanos(best(line))).as(piece).isLessThan(Duration.ofSeconds(1));
        }
    }

    private void check(PostalAddress address) {
        String street = address.street();
        String city = address.city();
        String zipcode = address.zipcode();
        assertThat(isSent(address.line(), street == null ? "" : street)).as("%s", address).isTrue();
        assertThat(city == null || isSent(address.line(), city) || city.equals(placeOf(zipcode))).as("%s", address).isTrue();
        assertThat(zipcode == null || zipcode.matches("\\d{5}(-\\d{4})?")).as("%s", address).isTrue();
        assertThat(address.state() == null || Words.isState(address.state())).as("%s", address).isTrue();
        assertThat(address.canonical().isBlank()).as("%s", address).isEqualTo(address.line().isBlank());
    }

    /** Returns whether the text is in the line, as a whole or in a few pieces with recipients or placeholders between them. */
    private static boolean isSent(String line, String text) {
        String rest = text;
        int from = 0;
        for (int pieces = 0; pieces < 4 && !rest.isEmpty(); pieces++) {
            int length = rest.length();
            while (length > 0 && line.indexOf(rest.substring(0, length), from) < 0) {
                length--;
            }
            from = line.indexOf(rest.substring(0, length), from) + length;
            rest = rest.substring(length).strip();
        }
        return rest.isEmpty();
    }

    private static @Nullable String placeOf(@Nullable String zipcode) {
        ZipArea area = ZipDirectory.bundled().areaOrNull(zipcode);
        return area == null ? null : area.place();
    }

    private boolean isSlowAgain(String line) {
        return best(line) > SLOW;
    }

    // a pause of the collector does not hit all of them
    private long best(String line) {
        long best = Long.MAX_VALUE;
        for (int run = 0; run < 5; run++) {
            long before = System.nanoTime();
            parser.parse(line);
            best = Math.min(best, System.nanoTime() - before);
        }
        return best;
    }

    private String line() {
        return switch (random.nextInt(4)) {
            case 0 -> pieces(" ");
            case 1 -> pieces("");
            case 2 -> mutated(permits.get(random.nextInt(permits.size())).address());
            default -> characters();
        };
    }

    private String pieces(String separator) {
        StringBuilder line = new StringBuilder();
        for (int count = random.nextInt(14); count > 0; count--) {
            line.append(PIECES[random.nextInt(PIECES.length)]).append(separator);
        }
        return line.toString();
    }

    private String mutated(String address) {
        StringBuilder line = new StringBuilder(address);
        for (int count = 1 + random.nextInt(4); count > 0; count--) {
            int at = random.nextInt(line.length() + 1);
            if (random.nextBoolean() || at == line.length()) {
                line.insert(at, PIECES[random.nextInt(PIECES.length)]);
            } else {
                line.deleteCharAt(at);
            }
        }
        return line.toString();
    }

    private String characters() {
        StringBuilder line = new StringBuilder();
        for (int count = random.nextInt(60); count > 0; count--) {
            line.appendCodePoint(random.nextInt(8) == 0 ? random.nextInt(0x20000) : random.nextInt(128));
        }
        return line.toString();
    }

}
