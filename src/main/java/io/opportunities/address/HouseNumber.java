package io.opportunities.address;

import java.util.List;

/** Extracts the house number from the front of a delivery line: 520 B, 1726 1/2, 86-12, N6W23001. */
final class HouseNumber {

    private HouseNumber() {}

    static boolean startsWithOne(List<String> words) {
        if (words.isEmpty()) {
            return false;
        }
        String first = words.getFirst();
        return Words.startsWithDigit(first) ? words.size() > 1 && !Words.isOrdinal(first) && !words.get(1).equals("TH") : isGrid(first);
    }

    /** Removes the mark before the number of No. 5 Main St, which is no unit. */
    static void removeMark(List<String> words) {
        if (words.size() < 4 || !Words.isMark(words.getFirst()) || !startsWithOne(words.subList(1, words.size()))) {
            return;
        }
        String next = words.get(2);
        if ((!Words.startsWithDigit(next) || Words.isOrdinal(next)) && Words.unit(next) == null) {
            words.removeFirst();
        }
    }

    /** Removes the number from the words and returns it as one word, or an empty text. */
    static String extract(List<String> words) {
        if (!startsWithOne(words)) {
            return "";
        }
        StringBuilder number = new StringBuilder(withoutZeros(words.removeFirst()));
        if (isRange(number, words)) {
            words.removeFirst();
            number.append('-').append(words.removeFirst());
        }
        while (isGrid(number.toString()) && words.size() > 1 && isGrid(words.getFirst())) {
            number.append(words.removeFirst());
        }
        if (words.size() > 1 && words.getFirst().indexOf('/') > 0) {
            number.append(' ').append(words.removeFirst());
        }
        if (isLetterOfNumber(words)) {
            number.append(words.removeFirst());
        }
        return number.toString();
    }

    /** Returns the number without the zeros before it: 0045 is 45, and 0 is 0. */
    static String withoutZeros(String number) {
        int zeros = 0;
        while (zeros + 1 < number.length() && number.charAt(zeros) == '0' && Words.isDigit(number.charAt(zeros + 1))) {
            zeros++;
        }
        return number.substring(zeros);
    }

    /** Returns a house number or ZIP that a spreadsheet converted to a decimal number, 98052.0, as it was. */
    static String withoutFraction(String number) {
        int point = number.length() - 2;
        boolean whole = point > 3 && number.endsWith(".0") && Words.isNumber(number.substring(0, point));
        return whole ? number.substring(0, point) : number;
    }

    /** Returns whether the second number of a range follows, as in 7 to 9 Main St. */
    private static boolean isRange(StringBuilder number, List<String> words) {
        return words.size() > 2 && (words.getFirst().equals("TO") || words.getFirst().equals("THRU"))
                && Words.isNumber(words.get(1)) && Words.isNumber(number.toString());
    }

    /** Returns whether the word is a letter that belongs to the number: the B of 520 B Benton Ave, not of 520 B St. */
    private static boolean isLetterOfNumber(List<String> words) {
        if (words.size() < 2 || Words.direction(words.getFirst()) != null || !isMark(words.getFirst())) {
            return false;
        }
        String next = words.get(1);
        boolean end = words.size() == 2 || Words.direction(words.get(2)) != null || Words.hasDigit(words.get(2))
                || Words.unit(words.get(2)) != null;
        return !next.equals("&") && Words.unit(next) == null && !(Words.suffix(next) != null && end);
    }

    private static boolean isMark(String word) {
        boolean letterAndFigure = word.length() == 2 && Words.isLetter(word.substring(0, 1)) && Words.hasDigit(word);
        return Words.isLetter(word) || letterAndFigure;
    }

    /** Returns whether the word is a grid number of the Middle West: N6W23001, W204. */
    private static boolean isGrid(String word) {
        return word.length() > 1 && Words.direction(word.substring(0, 1)) != null
                && Words.startsWithDigit(word.substring(1)) && word.indexOf(' ') < 0;
    }

}
