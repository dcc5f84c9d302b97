package io.opportunities.crm.imports.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RowReaderTests {

    private static final List<String> COLUMNS = List.of("a", "b", "c");

    static Stream<Path> shapes() throws IOException {
        return Files.list(Path.of("src/test/resources/imports")).filter(file -> !file.toString().endsWith(".expected")).sorted();
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void anyCutOfTheBytesGivesTheSameRows(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        FileFormat format = format(bytes, file);
        List<Row> whole = rows(format, bytes, format.start(), bytes.length);

        for (int piece : List.of(1, 2, 3, 7, 61)) {
            assertThat(rows(format, bytes, format.start(), piece)).isEqualTo(whole);
        }
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void readingContinuesAtTheEndOfAnyRow(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        FileFormat format = format(bytes, file);
        List<Row> whole = rows(format, bytes, format.start(), bytes.length);

        for (int i = 0; i < whole.size(); i++) {
            assertThat(rows(format, bytes, whole.get(i).end(), 5)).isEqualTo(whole.subList(i + 1, whole.size()));
        }
    }

    @RepeatedTest(200)
    void hostileBytesGiveRowsOrErrorsOfRows(RepetitionInfo repetition) throws IOException {
        Random random = new Random(repetition.getCurrentRepetition());
        byte[] bytes = new byte[random.nextInt(4_000)];
        String alphabet = "\"\"\",,;\t\r\n\na1 {}[]:\\#=\u00e9";
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (random.nextInt(5) == 0 ? random.nextInt(256) : alphabet.charAt(random.nextInt(alphabet.length())));
        }

        for (String charset : List.of("UTF-8", "UTF-16LE", "UTF-16BE", "windows-1252")) {
            for (FileFormat.Kind kind : FileFormat.Kind.values()) {
                FileFormat format = new FileFormat(kind, new Encoding(charset, 0), ',', COLUMNS, new Place(0, 1));
                List<Row> rows = rows(format, bytes, format.start(), 17);
                assertThat(rows).extracting(Row::line).isSorted().doesNotHaveDuplicates();
                assertThat(rows).allSatisfy(
                        row -> assertThat(row.error() != null || !row.cells().isEmpty() || kind == FileFormat.Kind.JSON).isTrue());
            }
        }
    }

    @Test
    void anUnclosedQuoteCostsOneRow() throws IOException {
        String good = "1,2,3\n".repeat(2_000);

        List<Row> rows = rows("1,\"2,3\n" + good);

        assertThat(rows).hasSize(2_001);
        assertThat(rows.getFirst().error()).contains("quote");
        assertThat(rows.subList(1, 2_001)).allMatch(row -> row.error() == null);
    }

    @Test
    void aLongLineIsAnErrorAndKeepsTheOthers() throws IOException {
        List<Row> rows = rows("1,2,3\n" + "x".repeat(3 * LineReader.MAX_BYTES) + ",2,3\n4,5,6\n");

        assertThat(rows).extracting(Row::line).containsExactly(1L, 2L, 3L);
        assertThat(rows.get(1).error()).isEqualTo("is longer than 1048576 bytes");
    }

    @Test
    void aRowWithMoreCellsThanTheLimitIsAnError() throws IOException {
        List<Row> rows = rows(",x".repeat(2_000) + "\n4,5,6\n");

        assertThat(rows.getFirst().error()).isEqualTo("has more than 1000 cells");
        assertThat(rows.get(1).cells()).containsEntry("c", "6");
    }

    @Test
    void aNulCharacterIsAnErrorOfItsRow() throws IOException {
        assertThat(rows("1,\0,3\n4,5,6\n")).extracting(row -> row.error() == null).containsExactly(false, true);
    }

    private static List<Row> rows(String text) throws IOException {
        FileFormat format = new FileFormat(FileFormat.Kind.TABLE, new Encoding("UTF-8", 0), ',', COLUMNS, new Place(0, 1));
        byte[] bytes = text.getBytes(UTF_8);
        return rows(format, bytes, format.start(), bytes.length);
    }

    private static FileFormat format(byte[] bytes, Path file) {
        EncodingFinder finder = new EncodingFinder();
        for (int at = 0; at < bytes.length; at += 3) {
            finder.add(java.util.Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + 3)), Math.min(3, bytes.length - at));
        }
        Charset named = Charset.forName(file.getFileName().toString().startsWith("shift-jis") ? "Shift_JIS" : Encoding.DEFAULT);
        FormatFinder formats = new FormatFinder(bytes, true, finder.found(named), name -> name.equalsIgnoreCase("title"));
        return file.toString().endsWith(".ndjson") ? formats.json() : formats.table().orElseThrow();
    }

    /** @param piece how many bytes come at a time */
    private static List<Row> rows(FileFormat format, byte[] bytes, Place from, int piece) throws IOException {
        InputStream source = new ByteArrayInputStream(bytes, (int) from.offset(), bytes.length - (int) from.offset()) {

            @Override
            public int read(byte[] into, int offset, int length) {
                return super.read(into, offset, Math.min(length, piece));
            }

            @Override
            public int read(byte[] into) {
                return read(into, 0, into.length);
            }
        };
        RowReader reader = format.open(source, from);
        List<Row> rows = new ArrayList<>();
        for (Row row = reader.read(); row != null; row = reader.read()) {
            rows.add(row);
        }
        return rows;
    }
}
