package io.opportunities.crm.imports.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.crm.imports.file.Encoding;
import io.opportunities.crm.imports.file.EncodingFinder;
import io.opportunities.crm.imports.file.FileFormat;
import io.opportunities.crm.imports.file.FormatFinder;
import io.opportunities.crm.imports.file.Row;
import io.opportunities.crm.imports.file.RowReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Reads the files of src/test/resources/imports. Each has its format, its bodies and its errors beside it, in a file {@code .expected}. */
class ImportShapesTests {

    private static final Path SHAPES = Path.of("src/test/resources/imports");
    private static final Map<String, String> PROPERTIES = Map.of("Roof type", "roof_type", "roof_type", "roof_type", "Permit class",
            "permit_class");

    static Stream<Path> shapes() throws IOException {
        return Files.list(SHAPES).filter(file -> !file.toString().endsWith(".expected")).sorted();
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void eachShapeIsReadOrRejectedRowByRow(Path file) throws IOException {
        Path expected = file.resolveSibling(file.getFileName() + ".expected");
        String found = describe(Files.readAllBytes(file), file.getFileName().toString());

        if (Boolean.getBoolean("write")) {
            Files.writeString(expected, found);
        }
        assertThat(found).isEqualTo(Files.readString(expected));
    }

    private static String describe(byte[] bytes, String name) throws IOException {
        EncodingFinder finder = new EncodingFinder();
        finder.add(bytes, bytes.length);
        Encoding encoding = finder.found(Charset.forName(name.startsWith("shift-jis") ? "Shift_JIS" : Encoding.DEFAULT));
        FormatFinder formats = new FormatFinder(bytes, true, encoding, Profile::knows);
        FileFormat format = name.endsWith(".ndjson") ? formats.json() : formats.table().orElseThrow();
        Profile profile = Profile.recognised(format.columns());
        Mapping mapping = new MappingProposal(profile, PROPERTIES).of(ColumnSample.of(format.columns(), formats.rows(format)));
        StringBuilder text = new StringBuilder("%s, %s, %s\n".formatted(encoding.charset(), profile.name(),
                format.kind() == FileFormat.Kind.JSON ? "JSON" : String.valueOf((int) format.separator())));
        mapping.columns().forEach((column, members) -> text.append(column).append(" -> ").append(members).append('\n'));
        text.append("constants ").append(mapping.constants()).append('\n');
        RowBodies bodies = new RowBodies(mapping, profile);
        RowReader rows = format.open(new ByteArrayInputStream(bytes, (int) format.start().offset(), bytes.length), format.start());
        for (Row row = rows.read(); row != null; row = rows.read()) {
            text.append(row.line()).append(": ").append(outcome(row, bodies)).append('\n');
        }
        return text.toString();
    }

    private static String outcome(Row row, RowBodies bodies) {
        return row.error() != null
                ? "ERROR " + row.error()
                : bodies.refusal(row).map(reason -> "ERROR " + reason).orElseGet(() -> bodies.body(row).toString());
    }
}
