package io.opportunities.search.member;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Parses a list in one parameter: comma-separated values, in double quotes if they contain a comma, or a JSON array.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4180">RFC 4180, CSV</a>
 */
final class ValueListParser {

    /** The violation message for an invalid list. */
    static final String RULE = "must be one line of comma-separated values, quoted where they hold a comma, or a JSON array of them";

    private static final JsonMapper MAPPER = JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES).build();
    /** A number of more digits keeps its exponent, with which no field accepts it. */
    private static final int MAX_EXPONENT = 100;
    private static final CSVFormat LINE = CSVFormat.RFC4180.builder().setIgnoreSurroundingSpaces(true).get();

    private ValueListParser() {}

    static Optional<List<String>> parse(String text) {
        return text.strip().startsWith("[") ? json(text) : csv(text);
    }

    private static Optional<List<String>> json(String text) {
        try {
            JsonNode array = MAPPER.readTree(text);
            return array.isArray() && array.valueStream().allMatch(item -> item.isValueNode() && !item.isNull())
                    ? Optional.of(array.valueStream().map(ValueListParser::text).toList())
                    : Optional.empty();
        } catch (JacksonException notJson) {
            return Optional.empty();
        }
    }

    /** Returns the digits of a number without an exponent. */
    private static String text(JsonNode item) {
        if (item.isBigDecimal() && Math.abs((long) item.decimalValue().scale()) <= MAX_EXPONENT) {
            return item.decimalValue().toPlainString();
        }
        return item.asString();
    }

    private static Optional<List<String>> csv(String text) {
        try (CSVParser parser = CSVParser.parse(text, LINE)) {
            List<List<String>> lines = parser.stream().map(line -> line.toList()).toList();
            return lines.size() == 1 ? Optional.of(lines.getFirst()) : Optional.empty();
        } catch (IOException | UncheckedIOException notCsv) {
            return Optional.empty();
        }
    }
}
