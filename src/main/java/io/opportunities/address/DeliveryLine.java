package io.opportunities.address;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Normalises a delivery line: number, directions, name, suffix and, apart from these, the units. */
final class DeliveryLine {

    private static final PhraseTable<String> PHRASES = new PhraseTable<>();

    static {
        Tables.rows("numbers.tsv").forEach(row -> PHRASES.put(row[0], row[1]));
        Tables.rows("phrases.tsv").forEach(row -> PHRASES.put(row[0], row[1]));
    }

    private DeliveryLine() {}

    static boolean startsWithRoute(List<String> words) {
        return Routes.startsWith(words);
    }

    /**
     * Returns the key of the line, a bar, and the key of its units.
     *
     * @param state determines the state of a route such as NC 55
     */
    static String canonical(List<String> sent, @Nullable String state) {
        List<String> words = GluedWords.split(sent);
        HouseNumber.removeMark(words);
        Compass.read(words);
        NumberedStreets.fold(words, state);
        words = replacePhrases(words);
        Blanks.remove(words);
        String area = "PR".equals(state) ? PuertoRico.extractAreas(words) : "";
        Units units = Units.extractLeading(words);
        Routes.join(words, state);
        boolean numbered = HouseNumber.startsWithOne(words);
        int crossing = numbered ? -1 : Intersection.at(words);
        if (crossing > 0) {
            return join(Intersection.canonical(words, crossing), area) + "|" + units.key();
        }
        CrossStreets.remove(words);
        String number = HouseNumber.extract(words);
        units.extractTrailing(words);
        if (!number.isEmpty()) {
            units.extractBare(words);
        }
        return join(join(number, StreetName.canonical(words)), area) + "|" + units.key();
    }

    /** Returns the source text of the first words, without a cross street, and without units that are not given at its end. */
    static String sent(Line line, int size) {
        List<String> words = line.words().subList(0, size);
        int crossing = CrossStreets.start(words);
        int unit = UnitShape.first(words, Math.min(crossing + 1, size), size);
        int end = unit < size ? size : crossing;
        while (end > 2 && isNothing(words.subList(0, end))) {
            end--;
        }
        return unit < end ? line.sent(0, crossing) + " " + line.sent(unit, end) : line.sent(0, Math.min(crossing, end));
    }

    private static boolean isNothing(List<String> words) {
        int last = words.size() - 1;
        return Blanks.isBlankAt(words, last) || UnitShape.isEmpty(words, last);
    }

    private static List<String> replacePhrases(List<String> sent) {
        List<String> words = new ArrayList<>(sent.size());
        for (int at = 0; at < sent.size();) {
            PhraseTable.Match<String> match = PHRASES.startingAt(sent, at);
            words.add(match == null ? sent.get(at) : match.value());
            at += match == null ? 1 : match.length();
        }
        return words;
    }

    private static String join(String number, String name) {
        return number.isEmpty() || name.isEmpty() ? number + name : number + " " + name;
    }

}
