package io.opportunities.address;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressParserTests {

    private final AddressParser parser = new AddressParser();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            520 B BENTON AVE, NASHVILLE, TN 37204            | 520 B BENTON AVE          | NASHVILLE         | TN | 37204
            123 Main Street Apt 4B Nashville TN 37204-1234   | 123 Main Street Apt 4B    | Nashville         | TN | 37204-1234
            123 Main St, 37204                               | 123 Main St               | Nashville         | TN | 37204
            123 Main St, Lake Park, Florida, USA             | 123 Main St               | Lake Park         | FL |
            123 Main St #300 North Little Rock Arkansas      | 123 Main St #300          | North Little Rock | AR |
            123 Main St W Columbia SC                        | 123 Main St W             | Columbia          | SC |
            123 Main St West Columbia SC                     | 123 Main St               | West Columbia     | SC |
            123 St. John's St. St. Louis MO                  | 123 St. John's St.        | St. Louis         | MO |
            1500 US Hwy 183 N, Austin TX                     | 1500 US Hwy 183 N         | Austin            | TX |
            123 Elm Ct                                       | 123 Elm Ct                |                   |    |
            123 Elm Ct 37204                                 | 123 Elm Ct                | Nashville         | TN | 37204
            123 Main St NE                                   | 123 Main St NE            |                   |    |
            123 Capitol Ave Lincoln NE                       | 123 Capitol Ave           | Lincoln           | NE |
            123 Main St, Washington 20001                    | 123 Main St               | Washington        | DC | 20001
            Apt 4, 123 Main St, Nashville, TN                | Apt 4, 123 Main St        | Nashville         | TN |
            5th & Main, Nashville, TN                        | 5th & Main                | Nashville         | TN |
            PSC 1234 Box 5678, APO AE 09012                  | PSC 1234 Box 5678         | APO               | AE | 09012
            123 Calle Luna San Juan Puerto Rico 00901        | 123 Calle Luna            | San Juan          | PR | 00901
            Washington, DC                                   |                           | Washington        | DC |
            123 Main St, Nashville                           | 123 Main St               | Nashville         |    |
            """)
    void partsAreAsSent(String line, @Nullable String street, @Nullable String city, @Nullable String state,
            @Nullable String zipcode) {
        PostalAddress address = parser.parse("  " + line + " ");

        assertThat(address).isEqualTo(new PostalAddress(line, street, city, state, zipcode, address.canonical()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"10 Downing Street, London SW1A 2AA, UK", "1 Rue de Rivoli, 75001 Paris, France",
            "Hauptstraße 5, 10115 Berlin, Germany", "Bahnhofstr. 1, 80331 München, DE", "123 Main St, Toronto, ON M5V 2T6",
            "Calle Mayor 1, Madrid 28013", "12 Hay St, Perth WA 6000", "hello world", "😀😀", "", "?!"})
    void otherLinesHaveNoParts(String line) {
        PostalAddress address = parser.parse(line);

        assertThat(address).isEqualTo(PostalAddress.unread(line, address.canonical()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"520 B BENTON AVE, NASHVILLE, TN 37204", "123 Main Street Apt 4B, Nashville TN",
            "100 Main St #300 Lake Park FL", "1726½ E MLK Blvd Austin Texas", "Apt 4, 123 Main St, St. Louis, MO",
            "12871 N US 183 HWY SVRD NB UNIT 201, Austin, TX", "PO Box 12, O'Fallon IL", "5th & Main, Nashville, TN"})
    void keyOfThePartsIsTheKeyOfTheLine(String line) {
        PostalAddress address = parser.parse(line);

        PostalAddress again = parser.parse(address.street() + ", " + address.city() + ", " + address.state());

        assertThat(again.canonical()).isEqualTo(address.canonical());
    }

    @Test
    void keysOfThePermitsSurviveTheirParts() {
        assertThat(Permit.all()).extracting(permit -> parser.parse(permit.address())).allSatisfy(address -> {
            String parts = address.street() + ", " + address.city() + ", " + address.state();

            assertThat(parser.parse(parts).canonical()).isEqualTo(address.canonical());
        });
    }

    @Test
    void unknownZipTakesPartInTheKey() {
        assertThat(parser.parse("12 Main St, 99999").canonical()).endsWith("99999");
        assertThat(parser.parse("12 Main St, Nashville, TN 37204").canonical()).isEqualTo("12 MAIN ST||NASHVILLE|TN");
    }

}
