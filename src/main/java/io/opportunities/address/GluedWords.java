package io.opportunities.address;

import java.util.ArrayList;
import java.util.List;

/** Splits a word for a unit or box from a number without a space between: STE300, POBOX77, 2NDFL. */
final class GluedWords {

    private GluedWords() {}

    static List<String> split(List<String> sent) {
        List<String> words = new ArrayList<>(sent.size() + 2);
        for (String word : sent) {
            int second = Words.startsWithDigit(word) ? floorStart(word, words.size()) : figuresStart(word, words.size());
            words.add(second > 0 ? word.substring(0, second) : word);
            if (second > 0) {
                words.add(word.substring(second));
            }
        }
        return words;
    }

    private static int figuresStart(String word, int at) {
        int letters = 0;
        while (letters < word.length() && letters < 9 && word.charAt(letters) >= 'A' && word.charAt(letters) <= 'Z') {
            letters++;
        }
        if (letters < 2 || letters == word.length()) {
            return 0;
        }
        String name = word.substring(0, letters);
        boolean floor = letters == 2 && at > 2 && word.length() < 5 && name.equals("FL");
        return floor || letters > 2 && (Words.unit(name) != null || name.endsWith("BOX")) ? letters : 0;
    }

    private static int floorStart(String word, int at) {
        int start = word.lastIndexOf("FL");
        if (start < 1 || at < 2 || !Words.isUnit(word.substring(start), "FL")) {
            return 0;
        }
        String number = word.substring(0, start);
        return Words.isNumber(number) || Words.isOrdinal(number) ? start : 0;
    }

}
