package io.opportunities.address;

import org.jspecify.annotations.Nullable;

/** Reads a ZIP at the end of words: whole, joined with its four figures or apart from them, torn, or without its zeros. */
final class ZipReader {

    /** The first word of the figures, and the ZIP; null if they are none. */
    record Figures(int start, @Nullable String zipcode) {}

    private final ZipDirectory directory;

    private final StateReader states;

    ZipReader(ZipDirectory directory, StateReader states) {
        this.directory = directory;
        this.states = states;
    }

    /** Returns the figures before the place, or null if the text there may belong to something else. */
    @Nullable
    Figures endingAt(Line line, int end) {
        if (end == 0 || !Words.startsWithDigit(line.word(end - 1))) {
            return null;
        }
        String word = line.word(end - 1);
        if (isZip(word)) {
            String zip = word.startsWith("00000") ? null : word;
            return end > 1 && isIdentifier(line, end - 1) ? null : new Figures(end - 1, zip);
        }
        Figures whole = end < 2 ? null : joined(line, end - 1);
        Figures figures = whole != null || end < 3 ? whole : apart(line, end - 2);
        return figures != null || end < 2 ? figures : behindState(line, end - 1);
    }

    /** Returns whether the word is a ZIP of the state. */
    boolean isZipOf(String state, String word) {
        return isZip(word) && state.equals(directory.state(word));
    }

    boolean isBehindItsState(Line line, int zip) {
        PhraseTable.Match<String> state = States.endingAt(line.words(), zip);
        return state != null && state.value().equals(directory.state(line.word(zip)));
    }

    static boolean isZip(String word) {
        if (word.length() == 10 && word.charAt(5) == '-') {
            return Words.isZip(word.substring(0, 5)) && Words.isNumber(word.substring(6));
        }
        return Words.isZip(word);
    }

    /** Reads 372041234, which is also a ZIP where no state precedes it. */
    private @Nullable Figures joined(Line line, int at) {
        String word = line.word(at);
        if (word.length() != 9 || !Words.isNumber(word)) {
            return null;
        }
        boolean known = directory.areaOrNull(word) != null && !isIdentifier(line, at);
        return known || isBehindItsState(line, at) ? new Figures(at, word.substring(0, 5) + "-" + word.substring(5)) : null;
    }

    /** Reads 37204 1234. */
    private @Nullable Figures apart(Line line, int at) {
        String zip = line.word(at);
        String more = line.word(at + 1);
        if (!Words.isZip(zip) || more.length() != 4 || !Words.isNumber(more)) {
            return null;
        }
        boolean known = directory.areaOrNull(zip) != null && !isIdentifier(line, at)
                && (line.opensSegment(at) || DeliveryShape.isComplete(line.words(), at));
        return known || States.code(line.word(at - 1)) != null ? new Figures(at, zip + "-" + more) : null;
    }

    /** Reads what only a state before it makes a ZIP, or a part of one that is of no use. */
    private @Nullable Figures behindState(Line line, int at) {
        PhraseTable.Match<String> torn = at > 1 ? States.endingAt(line.words(), at - 1) : null;
        if (torn != null && isZipOf(torn.value(), line.word(at - 1) + line.word(at))) {
            return new Figures(at - 1, line.word(at - 1) + line.word(at));
        }
        PhraseTable.Match<String> match = States.endingAt(line.words(), at);
        if (match == null || match.length() == at) {
            return null;
        }
        String zip = mended(line.word(at), match.value());
        boolean useless = zip != null || line.word(at).equals("0") || isTorn(line.word(at), match.value())
                && states.isBehindCity(line, at - match.length(), match.value());
        return useless ? new Figures(at, zip) : null;
    }

    /** Restores a ZIP that a spreadsheet converted to a number, MA 2139; cuts a longer one, MA 02139-12, or reads O as 0. */
    private @Nullable String mended(String sent, String state) {
        String word = sent.replace('O', '0').replace('I', '1');
        int figures = word.length();
        String zip = figures < 5 ? "0".repeat(5 - figures) + word : word.substring(0, 5);
        boolean plus = figures <= 5 || word.charAt(5) == '-';
        return plus && isZipOf(state, zip) ? zip : null;
    }

    /** Returns whether figures are the rest of a ZIP. Four figures behind WA are a ZIP of Western Australia: Perth WA 6000. */
    private static boolean isTorn(String word, String state) {
        boolean australian = word.length() == 4 && state.equals("WA") && word.charAt(0) == '6';
        return Words.isNumber(word.replace("-", "")) && !australian;
    }

    /** Returns whether the figures belong to a unit, box or route: Apt 12345, PO Box 12345. */
    private boolean isIdentifier(Line line, int index) {
        String before = line.word(index - 1);
        if (line.opensSegment(index)) {
            return false;
        }
        Words.UnitWord unit = Words.unit(before);
        boolean unitBefore = unit != null && unit.hasIdentifier() && States.code(before) == null;
        if (!unitBefore && !before.equals("HWY")) {
            return false;
        }
        boolean road = Words.suffix(before) != null && index > 2 && !Words.hasDigit(line.word(index - 2))
                && !DeliveryLine.startsWithRoute(line.words().subList(index - 2, index + 1));
        return !road || directory.areaOrNull(line.word(index)) == null;
    }

}
