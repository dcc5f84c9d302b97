package io.opportunities.address;

import java.util.List;

/** Removes whom a line marks as recipient, wherever it is: c/o Dana Reyes, Attn: Accounts. */
final class Recipients {

    private static final int MAX_IN_LINE = 3;

    private static final String LABEL = "label";

    private static final PhraseTable<String> MARKS = new PhraseTable<>();

    static {
        Tables.rows("recipients.tsv").forEach(row -> MARKS.put(row[0], row[1]));
    }

    private Recipients() {}

    /** Returns the line without recipients, as far as commas or a house number tell where their names end. */
    static Line without(Line line) {
        Line rest = line;
        for (int count = 0; count < MAX_IN_LINE; count++) {
            Line shorter = withoutOne(rest, start(rest, rest.size()));
            if (shorter == rest || shorter.size() == 0) {
                return rest;
            }
            rest = shorter;
        }
        return rest;
    }

    /** Returns the first word of the first recipient, or the end. */
    static int start(Line line, int end) {
        for (int at = 0; at < end; at++) {
            if (markAt(line, at) > 0) {
                return at;
            }
        }
        return end;
    }

    /** Returns whether a recipient begins at the word. */
    static boolean isAt(Line line, int at) {
        return markAt(line, at) > 0;
    }

    private static Line withoutOne(Line line, int mark) {
        if (mark == line.size()) {
            return line;
        }
        int end = line.segmentEnd(mark);
        boolean leading = !line.hasDigit(0, mark) && !Delivery.namesStreet(line.words().subList(0, mark));
        if (!leading) {
            boolean tailBehind = end == line.size() && endsLikeTail(line, end);
            return tailBehind && mark > 0 ? line : line.without(mark, unitStart(line, mark, end));
        }
        int delivery = deliveryStart(line, mark + markAt(line, mark), end);
        int start = line.segmentStart(mark + 1);
        int unit = unitStart(line, mark, delivery);
        boolean whole = unit + 2 >= delivery; // not Attn: Unit 5 Owner
        return delivery == line.size() ? line : line.without(start, whole ? unit : delivery);
    }

    /** Returns the start of a unit behind the name, which is part of the delivery line: Attn Dana Reyes Apt 4; or the end. */
    private static int unitStart(Line line, int mark, int end) {
        for (int at = mark + 1; at + 1 < end; at++) {
            String next = line.word(at + 1);
            boolean identified = Words.hasDigit(next) || Words.isLetter(next) && at + 2 == end;
            if (identified && Words.isUnit(line.word(at), "#") && !line.word(at).startsWith("N")) {
                return at;
            }
        }
        return end;
    }

    /** Returns the start of the delivery line behind a name, if another one follows only of a street with a suffix. */
    private static int deliveryStart(Line line, int from, int end) {
        int sure = Delivery.startInside(line, from, end);
        boolean another = end < line.size() && Delivery.startsWithOne(line.words().subList(end, line.segmentEnd(end)));
        int number = from;
        while (number < end && !Words.startsWithDigit(line.word(number))) {
            number++;
        }
        boolean only = sure == end && !another && number < end && Delivery.startsWithOne(line.words().subList(number, end));
        return only ? number : sure;
    }

    private static boolean endsLikeTail(Line line, int end) {
        return States.endingAt(line.words(), end) != null || Words.startsWithDigit(line.word(end - 1))
                || Countries.withoutHome(line, end) < end;
    }

    /** Returns the number of words of the mark, or zero. Only with its stroke is c/o one. */
    private static int markAt(Line line, int at) {
        PhraseTable.Match<String> match = MARKS.startingAt(line.words(), at);
        if (match == null || match.value().equals(LABEL) && !isLabel(line, at + match.length()) || at == 1 && line.hasDigit(0, 1)) {
            return 0;
        }
        boolean letters = match.length() == 2 && line.word(at).length() == 1;
        return letters && !line.sent(at, at + 2).contains("/") && line.tokens().get(at).start() != line.tokens().get(at + 1).start()
                ? 0
                : match.length();
    }

    /** Returns whether a delivery line follows a word such as Address at the front. */
    private static boolean isLabel(Line line, int behind) {
        if (behind > 2 || behind >= line.size()) {
            return false;
        }
        int end = line.segmentEnd(behind);
        return Delivery.startsWithOne(line.words().subList(behind, end)) || Delivery.startInside(line, behind, end) == behind;
    }

}
