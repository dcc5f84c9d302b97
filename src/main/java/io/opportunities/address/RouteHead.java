package io.opportunities.address;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The words before the number of a highway or box.
 *
 * @param route in the form it is compared in
 * @param number position of the number
 * @param branch the word that tells the route from another of its number: the business of US Business 17
 */
record RouteHead(String route, int number, @Nullable String branch) {

    private static final PhraseTable<String> ROUTES = new PhraseTable<>();

    private static final Set<String> ONLY_AT_START = new HashSet<>();

    private static final Set<String> OF_A_STATE = Set.of("HWY", "RTE", "STATE RTE");

    private static final Map<String, String> BRANCHES = new HashMap<>();

    /** The letter of the routes of a state, where it is not the code: M-72 in Michigan. */
    private static final Map<String, String> LETTERS = Map.of("MI", "M", "KS", "K");

    /** Words before a numbered highway: 123 Old Hwy 61. Behind any other name, the number is a unit: 123 Dixie Hwy #61. */
    private static final Set<String> BEFORE_NUMBERED = Set.of("OLD", "NEW", "FORMER", "SCENIC", "HISTORIC", "LOWER", "UPPER");

    static {
        for (String[] row : Tables.rows("routes.tsv")) {
            String use = row.length > 2 ? row[2] : "";
            if (use.equals("branch")) {
                BRANCHES.put(row[0], row[1]);
                continue;
            }
            ROUTES.put(row[0], row[1]);
            if (use.equals("start")) {
                ONLY_AT_START.add(row[0]);
            }
        }
    }

    static boolean isKnown(String name) {
        return ROUTES.get(name) != null;
    }

    static PhraseTable.@Nullable Match<String> phrase(List<String> words, int at) {
        return ROUTES.startingAt(words, at);
    }

    static @Nullable String letter(@Nullable String state) {
        return state == null ? null : LETTERS.get(state);
    }

    static @Nullable String branch(String word) {
        return BRANCHES.get(word);
    }

    /** Returns the head at the beginning of the street name, which may be a state or a branch too. */
    static @Nullable RouteHead starting(List<String> words, int at, @Nullable String state) {
        RouteHead head = unbranched(words, at, state);
        String branch = head == null && at + 2 < words.size() ? BRANCHES.get(words.get(at)) : null;
        RouteHead behind = branch == null ? null : unbranched(words, at + 1, state);
        return behind == null ? head : new RouteHead(behind.route, behind.number, branch);
    }

    private static @Nullable RouteHead unbranched(List<String> words, int at, @Nullable String state) {
        RouteHead ofState = ofState(words, at, state);
        if (ofState != null && ofState.route.equals("STATE RTE")) {
            return ofState;
        }
        RouteHead head = within(words, at, true);
        return head == null ? ofState : head; // Co Hwy 9 is a county's, but in Colorado the state's
    }

    /** Returns the head that begins with a whole name of a state, such as North Carolina Highway 55. */
    static @Nullable RouteHead ofStateName(List<String> words, int at, @Nullable String state) {
        PhraseTable.Match<String> name = States.startingAt(words, at);
        return name == null || name.length() == 1 ? null : ofState(words, at, state);
    }

    /** Returns the head anywhere in the words. */
    static @Nullable RouteHead within(List<String> words, int at, boolean start) {
        PhraseTable.Match<String> match = ROUTES.startingAt(words, at);
        if (match == null || !start && match.length() < 3
                && ONLY_AT_START.contains(String.join(" ", words.subList(at, at + match.length())))) {
            return null;
        }
        int behind = at + match.length();
        String branch = behind + 1 < words.size() ? BRANCHES.get(words.get(behind)) : null;
        int number = identifier(words, branch == null ? behind : behindHighway(words, behind + 1));
        boolean numbered = number < words.size() && isIdentifier(words.get(number), match.value());
        return numbered && (start || isNumbered(words, at, number, match)) ? new RouteHead(match.value(), number, branch) : null;
    }

    /** NC 55 and North Carolina Hwy 55 in North Carolina are its state route 55. */
    private static @Nullable RouteHead ofState(List<String> words, int at, @Nullable String state) {
        PhraseTable.Match<String> name = States.startingAt(words, at);
        boolean lettered = name == null && at < words.size() && words.get(at).equals(letter(state));
        String owner = name != null ? name.value() : lettered ? state : null;
        if (owner == null) {
            return null;
        }
        int behind = at + (name == null ? 1 : name.length());
        int highway = behindHighway(words, behind);
        int number = highway == behind ? behind : identifier(words, highway);
        boolean unnamed = lettered || owner.equals(state) || words.get(at).equals(owner);
        if (highway == behind && !unnamed || number >= words.size() || !isNumber(words.get(number))) {
            return null;
        }
        return new RouteHead(owner.equals(state) ? "STATE RTE" : owner, number, null);
    }

    /** Returns the position behind the words for a highway of the state, if they follow. */
    private static int behindHighway(List<String> words, int at) {
        PhraseTable.Match<String> match = ROUTES.startingAt(words, at);
        return match != null && OF_A_STATE.contains(match.value()) ? at + match.length() : at;
    }

    /** Returns whether the number is that of the highway, not a unit behind the name of one. */
    private static boolean isNumbered(List<String> words, int at, int number, PhraseTable.Match<String> match) {
        boolean bare = match.length() == 1 && (match.value().equals("HWY") || match.value().equals("RTE"));
        if (!bare || BEFORE_NUMBERED.contains(words.get(at - 1))) {
            return true;
        }
        boolean directed = number + 1 < words.size() && Words.direction(words.get(number + 1)) != null;
        return number == at + 1 && (directed || match.value().equals("RTE"));
    }

    private static boolean isNumber(String word) {
        return Words.startsWithDigit(word) && !Words.isOrdinal(word);
    }

    private static boolean isIdentifier(String word, String route) {
        boolean lettered = route.startsWith("COUNTY") && word.length() < 3 && Words.suffix(word) == null;
        return lettered || Words.hasDigit(word) && word.length() < 12 && !Words.isOrdinal(word);
    }

    private static int identifier(List<String> words, int at) {
        boolean marked = at + 1 < words.size() && Words.hasDigit(words.get(at + 1))
                && (words.get(at).equals("#") || words.get(at).equals("NO") || words.get(at).equals("NUMBER"));
        return marked ? at + 1 : at;
    }

}
