package io.opportunities.listing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A list in one parameter: comma-separated values, in double quotes where they hold a comma, or a JSON array.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4180">RFC 4180, CSV</a>
 */
final class ValueList {

    /** What is said where a text is none. */
    static final String RULE = "must be one line of comma-separated values, quoted where they hold a comma, or a JSON array of them";

    private static final JsonMapper MAPPER = JsonMapper.shared();
    private static final CSVFormat LINE = CSVFormat.RFC4180.builder().setIgnoreSurroundingSpaces(true).get();

    private ValueList() {}

    static Optional<List<String>> parse(String text) {
        return text.strip().startsWith("[") ? json(text) : csv(text);
    }

    private static Optional<List<String>> json(String text) {
        try {
            JsonNode array = MAPPER.readTree(text);
            return array.isArray() && array.valueStream().allMatch(item -> item.isValueNode() && !item.isNull())
                    ? Optional.of(array.valueStream().map(JsonNode::asString).toList())
                    : Optional.empty();
        } catch (JacksonException notJson) {
            return Optional.empty();
        }
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
