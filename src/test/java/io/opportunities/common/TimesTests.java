package io.opportunities.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTests {

    @ParameterizedTest
    @CsvSource({
            "2026-11-23T19:08:06.123999999Z, 2026-11-23T19:08:06.123Z",
            "2026-11-23T19:08:00Z,           2026-11-23T19:08:00.000Z",
            "1969-12-31T23:59:59.999999999Z, 1969-12-31T23:59:59.999Z",
            "0000-01-01T00:00:00Z,           0000-01-01T00:00:00.000Z",
            "9999-12-31T23:59:59.999999Z,    9999-12-31T23:59:59.999Z"})
    void aTimeIsWrittenWithThreeDigitsOfASecondAndTheRestIsCutOff(Instant time, String written) {
        assertThat(Times.format(time)).isEqualTo(written);
    }

    @ParameterizedTest
    @CsvSource({"2026-11-23, 2026-11-23T00:00:00Z", "2026-11-23T19:08:06Z, 2026-11-23T19:08:06Z",
            "2026-11-23T19:08:06.123+02:00, 2026-11-23T17:08:06.123Z", "2026-11-23T19:08:06 02:00, 2026-11-23T17:08:06Z",
            "2026-11-23T19:08-05:00, 2026-11-24T00:08:00Z", "0000-01-01, 0000-01-01T00:00:00Z",
            "9999-12-31T23:59:59.999Z, 9999-12-31T23:59:59.999Z"})
    void aTimeHasAnOffsetAndADateBeginsInUtc(String text, Instant time) {
        assertThat(Times.parse(text)).contains(time);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2026-11-23T19:08:06", "2026-02-30", "2026-11-23T24:01:00Z", "9999-12-31T23:59:59-00:01",
            "0000-01-01T00:00:00+00:01", "+12026-11-23", "2026-11-23T19:08:06Z ", "noon"})
    void aTimeWithoutOffsetOrOutsideFourDigitYearsIsNone(String text) {
        assertThat(Times.parse(text)).isEmpty();
    }
}
