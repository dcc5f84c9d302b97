package io.opportunities.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneNumbersTests {

    private final PhoneNumbers numbers = new PhoneNumbers("US");

    @ParameterizedTest
    @ValueSource(strings = {"+1-555-123-4567", "555-123-4567", "(555) 123 4567", "1.555.123.4567", "tel:+15551234567", "+1 (555) 123‑4567"})
    void possibleNumbersAreComparedInE164(String written) {
        assertThat(numbers.key(written)).isEqualTo("+15551234567");
    }

    @ParameterizedTest
    @CsvSource({"555-123-4567 x12,+15551234567;ext=12", "+44 20 7946 0018,+442079460018", "555-1234,5551234", "12 34 5,12345"})
    void extensionsAreKeptAndOtherNumbersComparedByTheirDigits(String written, String key) {
        assertThat(numbers.key(written)).isEqualTo(key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "12", "call me", "x1y2"})
    void fewerThanThreeDigitsAreNoNumber(String written) {
        assertThat(numbers.key(written)).isNull();
    }

    @Test
    void anUnknownRegionStopsTheStart() {
        assertThatThrownBy(() -> new PhoneNumbers("Texas")).hasMessageContaining("opportunities.phone-region")
                .hasMessageContaining("Texas");
    }
}
