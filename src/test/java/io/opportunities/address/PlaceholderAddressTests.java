package io.opportunities.address;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceholderAddressTests {

    private final AddressParser parser = new AddressParser();

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "?", "...", "N/A", "n/a", "NA", "none", "None.", "null", "undefined", "xxx", "X", "TBD", "tba",
            "to be determined", "To be determined!", "Unknown", "UNKNOWN ADDRESS", "same", "Same as billing", "same as above",
            "see notes", "address not available", "no address", "not provided", "null, null, null", "N/A, N/A", "No Address Provided",
            "pending", "test", "asdf", "(blank)", "various", "address not given", "[object Object]", "will advise", "#REF!", "nan",
            "UNKNOWN, UNKNOWN, UNKNOWN 00000", "T.B.D.", "n.a.", "--, --, --", "00000", "address on file"})
    void placeholdersNameNothing(String line) {
        assertThat(parser.parse(line).matchKey()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"94043", "94043-1234", "TN 37204", "Nashville, TN", "nashville tn 37204", "Nashville Tennessee USA",
            "Nashville", "Tennessee", "TN", "USA", "United States", "Canada", "New York", "New York, New York", "Davidson County, TN",
            "Troy, NY, Troy, NY"})
    void townsAndZipsNameNoPlaceToGoTo(String line) {
        assertThat(parser.parse(line).matchKey()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"123", "123, Troy, NY", "Apt 4, Nashville, TN", "0 UNKNOWN, NASHVILLE, TN 0", "Unknown, Nashville, TN 37204",
            "TBD, Nashville, TN", "null, null, NY 12180"})
    void aTownWithHalfADeliveryLineNamesNothing(String line) {
        assertThat(parser.parse(line).matchKey()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"12 Main St", "12 Main St, Troy, NY", "100 Broadway", "Main St, Troy, NY", "Main St", "B St, Davis, CA",
            "5th & Main", "PO Box 12", "RR 2 Box 15, Ames, IA", "500 W 200 S, Salt Lake City, UT", "Lot 4 behind the mill", "Pier 39",
            "12 High Street, Leeds, UK", "12 Unknown Rd, Troy, NY", "Null Ln, Troy, NY", "Same St", "Nashville Hot Chicken", "hello world",
            "Pending Ln, Reno, NV", "1 Test Dr, Boise, ID", "Various Ave & Elm St, Reno, NV", "Blank Rd 12, Salem, OR",
            "0 Main St, Troy, NY",
            "Nan's Cafe, 12 Elm St, Troy, NY", "Lot 5, Unknown, TX", "1 No Name Rd, Key Largo, FL", "TBD Ranch, Hwy 20, Bend, OR"})
    void deliveryLinesAndOtherTextsAreMatchedByTheirCanonicalForm(String line) {
        PostalAddress address = parser.parse(line);

        assertThat(address.matchKey()).contains(address.canonical());
    }

}
