package io.opportunities.crm.imports.file;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/** Reads a file of JSON objects, one a line. The members of an object within an object get names such as {@code custom.roof_type}. */
final class JsonRowReader implements RowReader {

    private static final ObjectReader READER = JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build().readerFor(JsonNode.class)
            .with(StreamReadFeature.STRICT_DUPLICATE_DETECTION);
    /** Members by which exports of forms name a question and its answers, as Google's and Meta's do. */
    private static final List<String> QUESTION = List.of("column_id", "name");
    private static final List<String> ANSWER = List.of("string_value", "values");

    private final LineReader lines;

    JsonRowReader(LineReader lines) {
        this.lines = lines;
    }

    @Override
    public @Nullable Row read() throws IOException {
        Line line = lines.read();
        while (line != null && line.error() == null && line.text().isBlank()) {
            line = lines.read();
        }
        return line == null ? null : row(line);
    }

    private static Row row(Line line) {
        if (line.error() != null) {
            return Row.refused(line.start(), line.error(), line.end());
        }
        try {
            JsonNode read = READER.readTree(line.text());
            if (!read.isObject()) {
                return Row.refused(line.start(), "is no JSON object: write one object a line", line.end());
            }
            Map<String, String> cells = new LinkedHashMap<>();
            flatten("", read, cells);
            return cells.size() > CellSplitter.MAX_CELLS
                    ? Row.refused(line.start(), "has more than %d members".formatted(CellSplitter.MAX_CELLS), line.end())
                    : new Row(line.start(), cells, null, line.end());
        } catch (JacksonException invalid) {
            return Row.refused(line.start(), "is not valid JSON: write one object a line, each member once", line.end());
        }
    }

    private static void flatten(String prefix, JsonNode object, Map<String, String> cells) {
        object.forEachEntry((name, value) -> {
            if (value.isObject()) {
                flatten(prefix + name + ".", value, cells);
            } else if (!value.isArray() || !answers(value, cells)) {
                cells.put(prefix + name, text(value));
            }
        });
    }

    /** Returns whether the array has the answers to a form; then each is a cell. */
    private static boolean answers(JsonNode array, Map<String, String> cells) {
        Map<String, String> answers = new LinkedHashMap<>();
        for (JsonNode each : array) {
            String question = QUESTION.stream().filter(each::has).findFirst().orElse(null);
            String answer = ANSWER.stream().filter(each::has).findFirst().orElse(null);
            if (question == null || answer == null) {
                return false;
            }
            answers.put(each.get(question).asString(""), text(each.get(answer)));
        }
        cells.putAll(answers);
        return !answers.isEmpty();
    }

    /** Returns the text of a value; the values of an array become lines. */
    private static String text(JsonNode value) {
        if (value.isNull()) {
            return "";
        }
        if (!value.isArray()) {
            return value.isNumber() ? value.decimalValue().toPlainString() : value.asString("");
        }
        boolean plain = value.valueStream().allMatch(JsonNode::isValueNode);
        return plain ? String.join("\n", value.valueStream().map(JsonRowReader::text).toList()) : value.toString();
    }
}
