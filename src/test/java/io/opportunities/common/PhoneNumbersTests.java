package io.opportunities.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneNumbersTests {

    private final PhoneNumbers numbers = new PhoneNumbers(new PhoneSettings("US"));

    @ParameterizedTest
    @ValueSource(strings = {"+1-555-123-4567", "555-123-4567", "(555) 123 4567", "1.555.123.4567", "tel:+15551234567", "+1 (555) 123‑4567",
            "５５５-123-4567", "+١ ٥٥٥ ١٢٣ ٤٥٦٧"})
    void possibleNumbersAreComparedInE164(String written) {
        assertThat(numbers.key(written)).isEqualTo("+15551234567");
    }

    @ParameterizedTest
    @CsvSource({"555-123-4567 x12,+15551234567;ext=12", "+44 20 7946 0018,+442079460018", "+44 (0)20 7946 0018,+442079460018",
            "011 44 20 7946 0018,+442079460018", "911,911", "+999 1234567,9991234567", "1 2 3 ext 4,1234", "555-1234,5551234",
            "12 34 5,12345"})
    void extensionsAreKeptAndOtherNumbersComparedByTheirDigits(String written, String key) {
        assertThat(numbers.key(written)).isEqualTo(key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"615-555-0134 x12", "6155550134x12", "615-555-0134 ext. 12", "615-555-0134 EXT12", "615-555-0134 extension 12",
            "615-555-0134,12", "615-555-0134 #12", "(615) 555-0134 ext: 12", "tel:+1-615-555-0134;ext=12", "615.555.0134 ~12"})
    void everySpellingOfAnExtensionIsOne(String written) {
        assertThat(numbers.key(written)).isEqualTo("+16155550134;ext=12");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1-800-FLOWERS", "+1 800 flowers", "(800) 356-9377"})
    void lettersOfAVanityNumberAreItsDigits(String written) {
        assertThat(numbers.key(written)).isEqualTo("+18003569377");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "12", "call me", "x1y2"})
    void fewerThanThreeDigitsAreNoNumber(String written) {
        assertThat(numbers.key(written)).isNull();
    }

    @Test
    void anUnknownRegionStopsTheStart() {
        assertThatThrownBy(() -> new PhoneSettings("Texas")).hasMessageContaining("opportunities.phone-region")
                .hasMessageContaining("Texas");
    }
}
