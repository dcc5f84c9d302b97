package io.opportunities.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
}
