package io.opportunities.address;

/** Tells a line that ends with the name of a country: ours is dropped, with any other the line is not ours to read. */
final class Countries {

    private static final PhraseTable<Boolean> HOME_BY_NAME = new PhraseTable<>();

    static {
        Tables.rows("countries.tsv").forEach(row -> HOME_BY_NAME.put(row[1], row[0].equals("home")));
    }

    private Countries() {}

    /** Where the line ends without our country. */
    static int withoutHome(Line line, int end) {
        PhraseTable.Match<Boolean> match = HOME_BY_NAME.endingAt(line.words().subList(0, end), end);
        return match != null && match.value() ? end - match.length() : end;
    }

    static boolean endsAbroad(Line line, int end) {
        PhraseTable.Match<Boolean> match = HOME_BY_NAME.endingAt(line.words().subList(0, end), end);
        return match != null && !match.value();
    }

}
