package io.opportunities.search.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTests {

    static final List<Cursor> CURSORS = List.of(new Cursor(42L, false, Optional.empty()), new Cursor(42L, true, Optional.empty()),
            new Cursor(0L, false, Optional.empty()), new Cursor(Long.MAX_VALUE, true, Optional.of(Instant.EPOCH)),
            new Cursor(Long.MIN_VALUE, false, Optional.of(Instant.parse("2026-11-23T19:08:06.123Z"))));

    @ParameterizedTest
    @FieldSource("CURSORS")
    void aCursorIsReadAsItWasWritten(Cursor cursor) {
        assertThat(Cursor.parse(cursor.toString())).contains(cursor);
    }

    @ParameterizedTest
    @FieldSource("CURSORS")
    void aCursorIsPlainInAUrl(Cursor cursor) {
        assertThat(cursor.toString()).matches("[A-Za-z0-9_-]+");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t"})
    void aBlankTextIsTheBeginning(String text) {
        assertThat(Cursor.parse(text)).contains(Cursor.START);
    }

    @Test
    void theBeginningIsWrittenAsNothing() {
        assertThat(Cursor.START.toString()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"42", "after", "after ", "after x", "around 42", "AFTER 42", "after 42 soon", "after 42  1", "after 4.2",
            "after 42\n", "after 9223372036854775808", "after 42 123456789012345", "after 42 -1", "after \u0664"})
    void anyOtherPlaceIsNoCursor(String place) {
        assertThat(Cursor.parse(encoded(place))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"42", "after 42", "!", "====", "YWZ0ZXIgNDI+", "é", "null"})
    void aTextThatIsNotEncodedIsNoCursor(String text) {
        assertThat(Cursor.parse(text)).isEmpty();
    }

    @Test
    void aCursorKeepsTheTimeOfItsFirstPageToTheMillisecond() {
        Instant time = Instant.parse("2026-11-23T19:08:06.123456Z");

        assertThat(Cursor.parse(new Cursor(1L, false, Optional.of(time)).toString()).flatMap(Cursor::syncUntil))
                .contains(Instant.parse("2026-11-23T19:08:06.123Z"));
    }

    private static String encoded(String place) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(place.getBytes(StandardCharsets.UTF_8));
    }
}
