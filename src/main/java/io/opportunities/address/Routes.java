package io.opportunities.address;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Joins a numbered highway or box to one word, so that its number does not count as a unit. */
final class Routes {

    private static final String BOX = "PO BOX";

    private Routes() {}

    /** Replaces each route in the words by its canonical form, which contains spaces. */
    static void join(List<String> words, @Nullable String state) {
        if (words.size() == 2 && (words.getFirst().equals("BOX") || words.getFirst().equals("PO"))) {
            words.set(0, "POB");
        }
        int number = HouseNumber.startsWithOne(words) ? 1 : 0;
        int start = nameStart(words, number);
        for (int at = 0; at < words.size(); at++) {
            split(words, at, at == start ? RouteHead.letter(state) : null);
            if (at + 1 < words.size() && RouteHead.branch(words.get(at)) != null) {
                split(words, at + 1, null);
            }
            RouteHead head = at == start ? RouteHead.starting(words, at, state) : RouteHead.within(words, at, false);
            head = head == null && at == number ? RouteHead.ofStateName(words, at, state) : head;
            if (head != null) {
                replace(words, at, head);
            }
        }
    }

    static boolean startsWith(List<String> words) {
        PhraseTable.Match<String> match = RouteHead.phrase(words, 0);
        return match != null && match.length() < words.size();
    }

    static boolean isPostBox(List<String> words, int at) {
        PhraseTable.Match<String> match = RouteHead.phrase(words, at);
        return match != null && match.value().equals(BOX) && at + match.length() < words.size();
    }

    /** Returns whether the word is a joined route. */
    static boolean isRoute(String word) {
        return word.indexOf(' ') > 0;
    }

    private static void replace(List<String> words, int from, RouteHead head) {
        String number = HouseNumber.withoutZeros(words.get(head.number()));
        words.subList(from, head.number() + 1).clear();
        if (head.route().equals(BOX)) {
            words.add(from, BOX + " " + number + tornOff(words, from, number));
            return;
        }
        String branch = from < words.size() ? RouteHead.branch(words.get(from)) : null;
        if (branch != null) {
            words.remove(from);
        }
        removeKind(words, from);
        String kind = branch == null ? head.branch() : branch;
        words.add(from, head.route() + " " + number + (kind == null ? "" : " " + kind));
    }

    /** Removes the kind of road that US 290 Hwy and FM 969 Rd name twice. */
    private static void removeKind(List<String> words, int at) {
        String suffix = at < words.size() ? Words.suffix(words.get(at)) : null;
        if ("HWY".equals(suffix) || "RD".equals(suffix) || "RTE".equals(suffix)) {
            words.remove(at);
        }
    }

    /** Removes and returns the rest of a torn number: PO Box 88 214. */
    private static String tornOff(List<String> words, int at, String number) {
        boolean torn = at + 1 == words.size() && Words.isNumber(number) && Words.isNumber(words.get(at))
                && words.get(at).length() < 5 && number.length() + words.get(at).length() < 7;
        return torn ? words.remove(at) : "";
    }

    /** Splits FM969 and I35 in two. */
    private static void split(List<String> words, int at, @Nullable String letter) {
        String word = words.get(at);
        int letters = 0;
        while (letters < word.length() && letters < 4 && !Words.isDigit(word.charAt(letters))) {
            letters++;
        }
        if (letters == 0 || letters == word.length() || !Words.isDigit(word.charAt(letters))) {
            return;
        }
        String name = word.substring(0, letters);
        if ((RouteHead.isKnown(name) || letters == 2 && Words.isState(name) || name.equals(letter))
                && (at == 0 || Words.unit(words.get(at - 1)) == null)) {
            words.set(at, name);
            words.add(at + 1, word.substring(letters));
        }
    }

    private static int nameStart(List<String> words, int number) {
        int at = number;
        while (at < words.size() && (Words.startsWithDigit(words.get(at)) && !Words.isOrdinal(words.get(at))
                || Words.direction(words.get(at)) != null)) {
            at++;
        }
        return at;
    }

}
