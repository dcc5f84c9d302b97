package io.opportunities.address;

import java.util.List;

/** Recognises what is written where there is nothing to write: N/A, null, unknown, same as billing. */
final class Placeholders {

    private static final int MAX_IN_LINE = 4;

    private static final String AT_ANY_END = "end";

    private static final PhraseTable<String> PHRASES = new PhraseTable<>();

    static {
        Tables.rows("placeholders.tsv").forEach(row -> PHRASES.put(row[0], row[1]));
    }

    private Placeholders() {}

    /** Returns the line without placeholders between its commas and at its end, unless there is nothing else. */
    static Line without(Line line) {
        Line rest = line;
        for (int count = 0; count < MAX_IN_LINE; count++) {
            Line shorter = withoutOne(rest);
            if (shorter == rest || shorter.size() == 0) {
                return rest;
            }
            rest = shorter;
        }
        return rest;
    }

    /** Returns whether an address names a place to go to, and not only a town, or nothing. */
    static boolean namesPlace(PostalAddress address) {
        String key = address.canonical();
        if (address.street() != null) {
            return isPlace(key.substring(0, Math.max(0, key.indexOf('|'))));
        }
        boolean parsed = address.city() != null || address.state() != null || address.zipcode() != null;
        return !parsed && isPlace(key) && !isRegion(key);
    }

    private static Line withoutOne(Line line) {
        PhraseTable.Match<String> last = PHRASES.endingAt(line.words(), line.size());
        if (last != null && isJunk(line, line.size() - last.length(), last.value())) {
            return line.without(line.size() - last.length(), line.size());
        }
        for (int at = 0; at < line.size(); at++) {
            PhraseTable.Match<String> match = at == 0 || line.opensSegment(at) ? PHRASES.startingAt(line.words(), at) : null;
            int end = match == null ? at : at + match.length();
            if (match != null && (end == line.size() || line.opensSegment(end) || at > 0 && isNoWord(line, at, match))) {
                return line.without(at, end);
            }
        }
        return line;
    }

    /** Returns whether a placeholder at the end belongs to nothing before it, as the N/A of Apt N/A does. */
    private static boolean isJunk(Line line, int from, String position) {
        if (from == 0 || line.opensSegment(from)) {
            return true;
        }
        String before = line.word(from - 1);
        return States.code(before) != null || ZipReader.isZip(before) || position.equals(AT_ANY_END) && Words.unit(before) == null;
    }

    /** Returns whether the placeholder is no word of a city either: 12 Main St, N/A Troy NY. */
    private static boolean isNoWord(Line line, int at, PhraseTable.Match<String> match) {
        String next = line.word(at + match.length());
        boolean sure = match.value().equals(AT_ANY_END) || match.length() == 1 && line.sent(at, at + 1).contains("/");
        return sure && !Words.isCommonSuffix(next) && Words.unit(next) == null;
    }

    private static boolean isPlace(String folded) {
        List<String> words = Line.of(folded).words();
        int start = !words.isEmpty() && Words.isNumber(words.getFirst()) ? 1 : 0;
        if (start == words.size() || start + 1 == words.size() && isOneLetterRepeated(words.get(start), start)) {
            return false;
        }
        Words.UnitWord unit = Words.unit(words.getFirst());
        if (words.size() == 2 && unit != null && unit.key().equals("#")) {
            return false;
        }
        PhraseTable.Match<String> match = PHRASES.startingAt(words, start);
        return match == null || start + match.length() < words.size();
    }

    /** Returns whether the word is like XXX or, alone, X. */
    private static boolean isOneLetterRepeated(String word, int start) {
        boolean sure = start == 0 || word.length() > 2;
        return sure && !Words.hasDigit(word) && word.chars().allMatch(c -> c == word.charAt(0));
    }

    /** Returns whether the text is no more than the name of a town, state or country. */
    private static boolean isRegion(String folded) {
        Line line = Line.of(folded);
        return States.code(folded) != null || Countries.isCountry(line)
                || ZipDirectory.bundled().isPlaceOfAnyState(CityNames.key(line.words(), 0, line.size()));
    }

}
