package io.opportunities.address;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Tells names of firms and houses from units and parts of a street, by single words. */
final class VenueWords {

    private static final String FIRM = "firm";

    private static final String HOUSE = "house";

    private static final String NUMBERED = "numbered";

    /** Names in which the words for a unit or a part of a site are none. */
    private static final Set<String> SITES = Set.of("CITY HALL", "TOWN HALL", "COUNTY HALL", "COURT HOUSE", "FIRE STATION",
            "POLICE STATION", "GAS STATION", "FIRE HALL", "COFFEE HOUSE", "HOME DEPOT");
    private static final Map<String, String> KINDS = new HashMap<>();

    static {
        Tables.rows("venues.tsv").forEach(row -> List.of(row[1].split(" ")).forEach(word -> KINDS.put(word, row[0])));
    }

    private VenueWords() {}

    static boolean isFirm(String lastWord) {
        return FIRM.equals(KINDS.get(lastWord));
    }

    /** Returns whether the name of a house with many homes ends with the word. */
    static boolean isHouse(String lastWord) {
        return HOUSE.equals(KINDS.get(lastWord));
    }

    /** Returns whether the words between two commas are a firm; Suite 5 Sunrise Dental is not only one. */
    static boolean isFirm(List<String> segment) {
        String first = segment.getFirst();
        int size = segment.size();
        boolean unit = Words.unit(first) != null && size > 2 && !first.equals("PIER");
        return size > 1 && isFirm(segment.getLast()) && !unit && !Delivery.namesStreet(segment)
                || size == 2 && SITES.contains(first + " " + segment.getLast());
    }

    /** Returns whether the word can belong to a street or a unit. */
    static boolean isPartOfDelivery(String word) {
        return Words.unit(word) != null || Words.direction(word) != null || word.equals("&") || Words.isLetter(word)
                || NUMBERED.equals(KINDS.get(word)) || DeliveryLine.startsWithRoute(List.of(word, "1"));
    }

    /** Returns whether the words can be a name, with initials inside of it. */
    static boolean isName(List<String> words) {
        for (int at = 0; at < words.size(); at++) {
            String word = words.get(at);
            boolean initial = Words.isLetter(word) && at < words.size() - 1 && (at > 0 || Words.direction(word) == null);
            if (!initial && isPartOfDelivery(word)) {
                return false;
            }
        }
        return true;
    }

    /** Returns where the unit begins in Suite 5, North Tower, Medical Center Suite 5, or the number of words. */
    static int unitStart(List<String> segment) {
        int size = segment.size();
        for (int at = 0; at < size; at++) {
            if (isUnitAt(segment, at)) {
                boolean whole = size < 3 || at == size - 1;
                return whole ? 0 : at;
            }
        }
        return size;
    }

    private static boolean isUnitAt(List<String> segment, int at) {
        int size = segment.size();
        if (Words.unit(segment.get(at)) == null && !NUMBERED.equals(KINDS.get(segment.get(at)))) {
            return false;
        }
        String next = at + 1 < size ? segment.get(at + 1) : "";
        boolean identified = Words.hasDigit(next) || Words.isLetter(next);
        boolean first = at == 0 && size < 4;
        boolean last = at == size - 1 && segment.subList(0, at).stream().anyMatch(VenueWords::isPartOfDelivery);
        return identified || size < 3 || first || last;
    }

}
