package io.opportunities.address;

/** Recognises the name of a country at the end of a line. The United States are removed; a line with any other country is not parsed. */
final class Countries {

    private static final PhraseTable<Boolean> HOME_BY_NAME = new PhraseTable<>();

    static {
        Tables.rows("countries.tsv").forEach(row -> HOME_BY_NAME.put(row[1], row[0].equals("home")));
    }

    private Countries() {}

    /** Returns the end of the line without the United States. */
    static int withoutHome(Line line, int end) {
        PhraseTable.Match<Boolean> match = HOME_BY_NAME.endingAt(line.words().subList(0, end), end);
        return match != null && match.value() ? end - match.length() : end;
    }

    static boolean isCountry(Line line) {
        PhraseTable.Match<Boolean> match = HOME_BY_NAME.endingAt(line.words(), line.size());
        return match != null && match.length() == line.size();
    }

    static boolean endsAbroad(Line line, int end) {
        PhraseTable.Match<Boolean> match = HOME_BY_NAME.endingAt(line.words().subList(0, end), end);
        return match != null && !match.value();
    }

}
