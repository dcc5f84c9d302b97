package io.opportunities.address;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EveryPlaceTests {

    /** With and without a suffix, with units, directions, routes, and names that are also those of places. */
    private static final List<String> STREETS = List.of("123 Main St", "4501 N 27th Ave", "1200 Broadway", "77 County Road 12",
            "12 Park Ave Apt 4B", "310 E 4th St N", "2500 Avenue B", "18 Saint Marys Ct", "1001 The Alameda", "220 Rue Royale",
            "99 Forest Hill Ln Unit 12", "7 Highland", "14 State Route 9", "3 Village Green Cir # 7", "PO Box 441", "41 Beach 91st St",
            "15 Camino del Rio", "11 Kansas Ave", "900 Court", "32 Bay View Ter Fl 2", "66 Washington Pike", "5 Lincoln Park Xing");

    private final AddressParser parser = new AddressParser();

    private final Random random = new Random(7);

    @ParameterizedTest
    @CsvSource(delimiter = '/', textBlock = """
            %s, %s, %s %s / 1
            %s, %s %s %s  / 1
            %s %s, %s %s  / 0.999
            %s %s %s %s   / 0.999
            %s, %s, %s    / 1
            %s %s %s      / 0.98
            """)
    void everyPostOfficeIsReadBehindEveryKindOfStreet(String form, double least) {
        int read = 0;
        int all = 0;
        for (String[] row : Tables.rows("zips.tsv.gz")) {
            if (!row[3].isEmpty()) {
                String street = STREETS.get(random.nextInt(STREETS.size()));
                PostalAddress address = parser.parse(form.formatted(street, row[1], row[2], row[0]));
                boolean right = street.equals(address.street()) && row[1].equals(address.city()) && row[2].equals(address.state());
                read += right ? 1 : 0;
                all++;
            }
        }
        System.out.printf("%s: %d of %d%n", form, read, all);

        assertThat((double) read / all).isGreaterThanOrEqualTo(least);
    }

}
