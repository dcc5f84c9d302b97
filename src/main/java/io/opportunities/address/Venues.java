package io.opportunities.address;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Removes the name of a firm or house before a delivery line or behind it: Sunrise Dental, 88 Walnut St. */
final class Venues {

    private static final int MAX_IN_LINE = 4;

    private static final String FIRM = "firm";

    private static final Map<String, String> WORDS = new HashMap<>();

    static {
        Tables.rows("venues.tsv").forEach(row -> {
            for (String word : row[1].split(" ")) {
                WORDS.put(word, row[0]);
            }
        });
    }

    private Venues() {}

    /** Returns the line without a firm behind state and ZIP. */
    static Line withoutLast(Line line) {
        int start = line.size() < 3 ? 0 : line.segmentStart(line.size());
        boolean behindTail = start > 1 && (ZipReader.isZip(line.word(start - 1)) || States.code(line.word(start - 1)) != null);
        return behindTail && isFirm(line, start, line.size()) ? line.without(start, line.size()) : line;
    }

    /** Returns the tail with a head that begins with its delivery line. In Puerto Rico, what precedes may be an urbanization. */
    static Tail without(Tail tail) {
        if (tail.isEmpty() || tail.abroad() || tail.end() == 0 || "PR".equals(tail.state())) {
            return tail;
        }
        Line head = tail.head();
        for (int count = 0; count < MAX_IN_LINE; count++) {
            Line shorter = withoutOne(head, tail);
            if (shorter == head) {
                return head == tail.head() ? tail : tail.with(head, tail.state());
            }
            head = shorter;
        }
        return tail.with(head, tail.state());
    }

    private static Line withoutOne(Line line, Tail tail) {
        int inside = startInside(line, line.segmentEnd(0));
        if (inside > 0) {
            return line.without(0, inside);
        }
        int delivery = deliveryStart(line);
        if (delivery == line.size()) {
            return line;
        }
        int name = behindStreet(line, delivery);
        if (name < line.segmentEnd(delivery)) {
            return line.without(name, line.segmentEnd(delivery));
        }
        for (int start = 0; start < line.size();) {
            int end = line.segmentEnd(start);
            int nameEnd = start < delivery
                    ? nameEnd(line, start, end, end == delivery)
                    : start > delivery && end < line.size() && isFirm(line, start, end) ? end : start;
            if (nameEnd > start && !isPlaceWithoutOther(line, start, nameEnd, delivery, tail)) {
                return line.without(start, nameEnd);
            }
            start = end;
        }
        return line;
    }

    /** Returns whether the words may be the only city of the line: Troy, 40 Elm St, NY. */
    private static boolean isPlaceWithoutOther(Line line, int from, int to, int delivery, Tail tail) {
        String state = ZipDirectory.bundled().state(tail);
        boolean last = line.segmentEnd(delivery) == line.size();
        return from < delivery && (States.code(String.join(" ", line.words().subList(from, to))) != null
                || last && state != null && ZipDirectory.bundled().isPlace(state, CityNames.key(line.words(), from, to)));
    }

    private static int deliveryStart(Line line) {
        for (int start = 0; start < line.size(); start = line.segmentEnd(start)) {
            int end = line.segmentEnd(start);
            List<String> segment = line.words().subList(start, end);
            if (Delivery.startsWithOne(segment) && (Delivery.namesStreet(segment) || !isFirmWord(line.word(end - 1)))) {
                return start;
            }
        }
        return line.size();
    }

    /** Returns the start of the delivery line in Food Bank PO Box 5 and Sunrise Dental 88 Walnut St, or zero. */
    private static int startInside(Line line, int end) {
        int start = Delivery.startInside(line, 0, end);
        if (start == end || start == 0) {
            return 0;
        }
        List<String> before = line.words().subList(0, start);
        boolean box = Routes.isPostBox(line.words(), start);
        boolean name = box || start > 1 && Words.suffix(before.getLast()) == null && States.code(before.getLast()) == null;
        return name && !line.hasDigit(0, start) && !Delivery.namesStreet(before) && isName(before)
                ? start
                : 0;
    }

    /** Returns the start of a name in 12 Oak St The Merchant and 12 Oak St Forest Cove Apartments, or the end of the segment. */
    private static int behindStreet(Line line, int start) {
        int end = line.segmentEnd(start);
        boolean house = "house".equals(WORDS.get(line.word(end - 1)));
        boolean part = isPartOfDelivery(line.word(end - 1)) && !house;
        for (int at = start + 3; at + 1 < end && end < line.size(); at++) {
            boolean street = Words.isCommonSuffix(line.word(at - 1))
                    || Words.direction(line.word(at - 1)) != null && Words.isCommonSuffix(line.word(at - 2));
            if (street && !part && (house || line.word(at).equals("THE")) && !line.hasDigit(at, end) && Words.direction(line.word(at)) == null) {
                return at;
            }
        }
        return end;
    }

    private static boolean isPartOfDelivery(String word) {
        return Words.unit(word) != null || Words.direction(word) != null || word.equals("&") || Words.isLetter(word)
                || "numbered".equals(WORDS.get(word)) || DeliveryLine.startsWithRoute(List.of(word, "1"));
    }

    /** Returns whether the words can be a name, with initials inside of it. */
    private static boolean isName(List<String> words) {
        for (int at = 0; at < words.size(); at++) {
            boolean initial = Words.isLetter(words.get(at)) && at < words.size() - 1
                    && (at > 0 || Words.direction(words.get(at)) == null);
            if (!initial && isPartOfDelivery(words.get(at))) {
                return false;
            }
        }
        return true;
    }

    /** Returns the end of the name in a segment before the delivery line, or its start if the segment may be a unit or a street. */
    private static int nameEnd(Line line, int start, int end, boolean adjacent) {
        List<String> segment = line.words().subList(start, end);
        if (isFirm(line, start, end)) {
            return end;
        }
        int unit = unitStart(segment);
        if (unit < segment.size()) {
            return unit > 0 && segment.subList(0, unit).stream().noneMatch(Venues::isPartOfDelivery) ? start + unit : start;
        }
        boolean street = Delivery.namesStreet(segment) || Words.startsWithDigit(segment.getFirst())
                || DeliveryLine.startsWithRoute(segment) || segment.size() < 3 && isPartOfDelivery(segment.getFirst())
                && !Words.isLetter(segment.getFirst());
        return street ? start : end;
    }

    /** Returns where the unit begins in Suite 5, North Tower, Medical Center Suite 5. */
    private static int unitStart(List<String> segment) {
        int size = segment.size();
        for (int at = 0; at < size; at++) {
            String next = at + 1 < size ? segment.get(at + 1) : "";
            boolean unit = Words.unit(segment.get(at)) != null || "numbered".equals(WORDS.get(segment.get(at)));
            if (unit && (Words.hasDigit(next) || Words.isLetter(next) || size < 3)) {
                return size < 3 ? 0 : at;
            }
            boolean part = at > 0 && segment.subList(0, at).stream().anyMatch(Venues::isPartOfDelivery);
            if (unit && (at == 0 && size < 4 || at == size - 1 && part)) {
                return 0;
            }
        }
        return size;
    }

    private static boolean isFirm(Line line, int start, int end) {
        boolean unit = Words.unit(line.word(start)) != null && end - start > 2 && !"PIER".equals(line.word(start));
        return end - start > 1 && isFirmWord(line.word(end - 1)) && !unit && !Delivery.namesStreet(line.words().subList(start, end))
                && (start == 0 || !line.hasDigit(start, end));
    }

    private static boolean isFirmWord(String word) {
        return FIRM.equals(WORDS.get(word));
    }

}
