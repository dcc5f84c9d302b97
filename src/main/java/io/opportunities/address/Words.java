package io.opportunities.address;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The meanings of single words in an address; loaded once from the tables. */
final class Words {

    /** A word for a unit: its key for comparison and whether an identifier follows it. */
    record UnitWord(String key, boolean hasIdentifier, boolean standalone) {}

    private static final Map<String, String> SUFFIXES = new HashMap<>();

    private static final Set<String> COMMON_SUFFIXES = new HashSet<>();

    private static final Set<String> NUMBERED_SUFFIXES = new HashSet<>();

    private static final Map<String, String> DIRECTIONS = new HashMap<>();

    private static final Map<String, UnitWord> UNITS = new HashMap<>();

    private static final Map<String, String> LEVELS = new HashMap<>();

    private static final Set<String> STATES = new HashSet<>();

    private static final Set<String> ORDINARY_STATES = new HashSet<>();

    static {
        for (String[] row : Tables.rows("suffixes.tsv")) {
            putAll(SUFFIXES, row[1], row[0]);
            if (row.length > 2 && row[2].startsWith("common")) {
                COMMON_SUFFIXES.add(row[0]);
            }
            if (row.length > 2 && row[2].endsWith("numbered")) {
                NUMBERED_SUFFIXES.add(row[0]);
            }
        }
        Tables.rows("directionals.tsv").forEach(row -> putAll(DIRECTIONS, row[1], row[0]));
        for (String[] row : Tables.rows("units.tsv")) {
            boolean alone = row.length > 2;
            if (alone && row[2].equals("level")) {
                putAll(LEVELS, row[1], row[0]);
                continue;
            }
            putAll(UNITS, row[1], new UnitWord(row[0], !alone || row[2].equals("either"), alone));
        }
        for (String[] row : Tables.rows("states.tsv")) {
            STATES.add(row[0]);
            if (row.length > 4 || SUFFIXES.containsKey(row[0]) || DIRECTIONS.containsKey(row[0])) {
                ORDINARY_STATES.add(row[0]);
            }
        }
    }

    private Words() {}

    /** Returns the standard abbreviation of a street suffix. */
    static @Nullable String suffix(String word) {
        return SUFFIXES.get(word);
    }

    /** Returns whether the word is nearly always a suffix, as STREET is and PARK is not. */
    static boolean isCommonSuffix(String word) {
        String suffix = SUFFIXES.get(word);
        return suffix != null && COMMON_SUFFIXES.contains(suffix);
    }

    /** Returns the suffix that two streets share, without its plural: STS is ST. */
    static @Nullable String singularSuffix(String word) {
        String singular = word.endsWith("S") ? word.substring(0, word.length() - 1) : "";
        return isCommonSuffix(singular) ? SUFFIXES.get(singular) : null;
    }

    /** Returns whether a number before the suffix is an ordinal: 130 Ter is 130th Ter. */
    static boolean isNumberedSuffix(String word) {
        String suffix = SUFFIXES.get(word);
        return suffix != null && NUMBERED_SUFFIXES.contains(suffix);
    }

    static @Nullable String direction(String word) {
        return DIRECTIONS.get(word);
    }

    static @Nullable UnitWord unit(String word) {
        return UNITS.get(word);
    }

    static boolean isUnit(String word, String key) {
        UnitWord unit = UNITS.get(word);
        return unit != null && unit.key().equals(key);
    }

    /** Returns the standard abbreviation of a floor without a number, such as the ground floor. */
    static @Nullable String level(String word) {
        return LEVELS.get(word);
    }

    /** Returns whether the word is a mark before any number, as in No. 5. */
    static boolean isMark(String word) {
        return switch (word) {
            case "#", "NO", "NUM", "NUMBER", "NBR" -> true;
            default -> false;
        };
    }

    static boolean isState(String word) {
        return STATES.contains(word);
    }

    /** Returns whether the code of the state is also an ordinary word of street lines, as CT, LA and NE are. */
    static boolean isOrdinaryState(String code) {
        return ORDINARY_STATES.contains(code);
    }

    /** Returns whether the code of the state is a common suffix or a direction too: Court, Way, Northeast. */
    static boolean canEndStreet(String code) {
        return isCommonSuffix(code) || DIRECTIONS.containsKey(code);
    }

    static boolean isZip(String word) {
        return word.length() == 5 && isNumber(word);
    }

    static boolean isNumber(String word) {
        for (int at = 0; at < word.length(); at++) {
            if (!isDigit(word.charAt(at))) {
                return false;
            }
        }
        return !word.isEmpty();
    }

    static boolean hasDigit(String word) {
        for (int at = 0; at < word.length(); at++) {
            if (isDigit(word.charAt(at))) {
                return true;
            }
        }
        return false;
    }

    static boolean startsWithDigit(String word) {
        return !word.isEmpty() && isDigit(word.charAt(0));
    }

    static boolean isLetter(String word) {
        return word.length() == 1 && word.charAt(0) >= 'A' && word.charAt(0) <= 'Z';
    }

    /** Returns whether the word is an ordinal such as 1ST, 22ND, 104TH. */
    static boolean isOrdinal(String word) {
        int figures = word.length() - 2;
        return figures > 0 && isOrdinalEnding(word.charAt(figures), word.charAt(figures + 1))
                && isNumber(word.substring(0, figures));
    }

    static boolean isOrdinalEnding(char first, char second) {
        return switch (first) {
            case 'S' -> second == 'T';
            case 'N', 'R' -> second == 'D';
            case 'T' -> second == 'H';
            default -> false;
        };
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static <V> void putAll(Map<String, V> map, String words, V value) {
        for (String word : words.split(" ")) {
            map.put(word, value);
        }
    }

}
