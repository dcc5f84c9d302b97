package io.opportunities.crm.imports.file;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the separator and the header of a file in its beginning. */
public final class FormatFinder {

    private static final int MAX_ROWS = 200;
    private static final List<Character> SEPARATORS = List.of(',', '\t', ';', '|');
    /** The first line of a file for Excel. */
    private static final Pattern SEPARATOR_LINE = Pattern.compile("\"?sep=([^\\p{L}\\p{N}\"])\"?", Pattern.CASE_INSENSITIVE);

    private final byte[] head;
    private final boolean whole;
    private final Encoding encoding;
    private final Predicate<String> known;

    /**
     * @param head the beginning of the file
     * @param whole whether it is all of it
     * @param known whether a column of that name is known
     */
    public FormatFinder(byte[] head, boolean whole, Encoding encoding, Predicate<String> known) {
        this.head = head;
        this.whole = whole;
        this.encoding = encoding;
        this.known = known;
    }

    /** Returns empty if there is no header, as in an empty file. */
    public Optional<FileFormat> table() {
        Place begin = begin();
        Line first = line(begin);
        Matcher separatorLine = SEPARATOR_LINE.matcher(first == null ? "" : first.text().trim());
        List<Character> separators = SEPARATORS;
        if (first != null && separatorLine.matches()) {
            separators = List.of(separatorLine.group(1).charAt(0));
            begin = first.end();
        }
        Place from = begin;
        return separators.stream().flatMap(separator -> header(separator, rows(separator, from)).stream())
                .max(Comparator.comparingLong(Header::known).thenComparingLong(Header::alike)).map(this::format);
    }

    /** Returns the format of a file of JSON objects; its columns are the members of the first ones. */
    public FileFormat json() {
        FileFormat format = new FileFormat(FileFormat.Kind.JSON, encoding, ',', List.of(), begin());
        Set<String> names = new LinkedHashSet<>();
        for (Row row : rows(format)) {
            row.cells().keySet().stream().limit(Math.max(0, CellSplitter.MAX_CELLS - names.size())).forEach(names::add);
        }
        return new FileFormat(format.kind(), encoding, ',', List.copyOf(names), format.start());
    }

    /** Returns the first rows of a file. */
    public List<Row> rows(FileFormat format) {
        RowReader reader = format.open(from(format.start()), format.start());
        List<Row> rows = read(() -> reader.read());
        return whole || rows.size() == MAX_ROWS || rows.isEmpty() ? rows : rows.subList(0, rows.size() - 1);
    }

    /**
     * A row that may be the header.
     *
     * @param known how many of its cells name known columns
     * @param alike how many rows have as many cells; 0 for a single cell
     */
    private record Header(char separator, CellReader.Cells row, long known, long alike) {}

    private Optional<Header> header(char separator, List<CellReader.Cells> rows) {
        List<Header> all = rows.stream().map(row -> new Header(separator, row, row.cells().stream().filter(known).count(),
                row.cells().size() == 1 ? 0 : rows.stream().filter(other -> other.cells().size() == row.cells().size()).count())).toList();
        return Stream.<Predicate<Header>>of(row -> row.known > 1, row -> row.known > 0)
                .flatMap(enough -> all.stream().filter(enough).limit(1)).findFirst()
                .or(() -> all.stream().max(Comparator.comparingLong(Header::alike).thenComparingLong(row -> -row.row.start().line())));
    }

    private FileFormat format(Header header) {
        return new FileFormat(FileFormat.Kind.TABLE, encoding, header.separator, ColumnNames.of(header.row.cells()), header.row.end());
    }

    private List<CellReader.Cells> rows(char separator, Place from) {
        CellReader reader = new CellReader(new LineReader(from(from), encoding, from), separator);
        List<CellReader.Cells> rows = read(reader::read);
        List<CellReader.Cells> complete = whole || rows.size() < 2 ? rows : rows.subList(0, rows.size() - 1);
        return complete.stream().filter(row -> row.error() == null && !row.isBlank()).toList();
    }

    private Place begin() {
        return new Place(encoding.markLength(), 1);
    }

    @Nullable
    private Line line(Place begin) {
        try {
            return new LineReader(from(begin), encoding, begin).read();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private ByteArrayInputStream from(Place place) {
        int offset = (int) Math.min(head.length, place.offset());
        return new ByteArrayInputStream(head, offset, head.length - offset);
    }

    private interface Source<T> {

        @Nullable
        T next() throws IOException;
    }

    private static <T> List<T> read(Source<T> source) {
        try {
            List<T> all = new ArrayList<>();
            for (T next = source.next(); next != null && all.size() < MAX_ROWS; next = source.next()) {
                all.add(next);
            }
            return all;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
