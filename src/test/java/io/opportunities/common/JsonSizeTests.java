package io.opportunities.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import tools.jackson.databind.json.JsonMapper;

class JsonSizeTests {

    static final List<Object> VALUES = List.of("", "roof", "ä屋😀".repeat(9), true, 5, new BigDecimal("-12.5"), "\"\\".repeat(1_000),
            "\u0001\n".repeat(1_000),
            new BigDecimal("-123456789012345678901234567890.12345"), new BigDecimal("0.00000000000000000000012"), List.of(),
            List.of("a", "b", "c"),
            Map.of(), Map.of("roof", List.of("Flat", Map.of("a", 1)), "note", "Straße"));

    @ParameterizedTest
    @FieldSource("VALUES")
    void theEstimateIsNotTooLow(Object value) {
        int written = JsonMapper.shared().writeValueAsBytes(value).length;

        assertThat(JsonSize.of(value)).isGreaterThanOrEqualTo(written);
    }

    @Test
    void theEstimateOfALongTextIsItsBytes() {
        String text = "ä屋a".repeat(10_000);

        assertThat(JsonSize.of(text)).isBetween((long) text.getBytes(StandardCharsets.UTF_8).length, 60_010L);
    }

    @Test
    void nothingTakesLittle() {
        assertThat(JsonSize.of(null)).isBetween(4L, 8L);
    }
}
