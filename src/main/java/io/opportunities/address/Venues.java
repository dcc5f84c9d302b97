package io.opportunities.address;

import java.util.List;

/** Removes the name of a person, firm or house before a delivery line or behind it: Sunrise Dental, 88 Walnut St. */
final class Venues {

    private static final int MAX_IN_LINE = 4;

    private Venues() {}

    /** Returns the line without a firm behind state and ZIP. */
    static Line withoutLast(Line line) {
        int start = line.size() < 3 || !VenueWords.isFirm(line.word(line.size() - 1)) ? 0 : line.segmentStart(line.size());
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
                break;
            }
            head = shorter;
        }
        return head == tail.head() ? tail : tail.with(head, tail.state());
    }

    private static Line withoutOne(Line line, Tail tail) {
        int inside = Words.startsWithDigit(line.word(0)) ? 0 : startInside(line, line.segmentEnd(0));
        if (inside > 0) {
            return line.without(0, inside);
        }
        int delivery = deliveryStart(line);
        if (delivery == line.size()) {
            return line;
        }
        int end = line.segmentEnd(delivery);
        int name = behindStreet(line, delivery, end);
        return name < end ? line.without(name, end) : withoutSegment(line, delivery, tail);
    }

    private static Line withoutSegment(Line line, int delivery, Tail tail) {
        int end = 0;
        for (int start = 0; start < line.size(); start = end) {
            end = line.segmentEnd(start);
            boolean behind = start > delivery && end < line.size() && isFirm(line, start, end);
            int nameEnd = start < delivery ? nameEnd(line, start, end) : behind ? end : start;
            if (nameEnd > start && (behind || !isOnlyPlace(line, start, nameEnd, delivery, tail))) {
                return line.without(start, nameEnd);
            }
        }
        return line;
    }

    /** Returns whether words before the delivery line are a state, or the only city of the line: Troy, 40 Elm St, NY. */
    private static boolean isOnlyPlace(Line line, int from, int to, int delivery, Tail tail) {
        ZipDirectory directory = ZipDirectory.bundled();
        String state = directory.state(tail);
        boolean last = line.segmentEnd(delivery) == line.size();
        return States.code(String.join(" ", line.words().subList(from, to))) != null
                || last && state != null && directory.isPlace(state, CityNames.key(line.words(), from, to));
    }

    private static int deliveryStart(Line line) {
        int end = 0;
        for (int start = 0; start < line.size(); start = end) {
            end = line.segmentEnd(start);
            List<String> segment = line.words().subList(start, end);
            if (Delivery.startsWithOne(segment) && (!VenueWords.isFirm(segment.getLast()) || Delivery.namesStreet(segment))) {
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
        boolean sure = Routes.isPostBox(line.words(), start)
                || start > 1 && Words.suffix(before.getLast()) == null && States.code(before.getLast()) == null;
        return sure && !Delivery.namesStreet(before) && VenueWords.isName(before) ? start : 0;
    }

    /** Returns the start of a name in 12 Oak St The Merchant and 12 Oak St Forest Cove Apartments, or the end of the segment. */
    private static int behindStreet(Line line, int start, int end) {
        String last = line.word(end - 1);
        boolean house = VenueWords.isHouse(last);
        boolean part = !house && VenueWords.isPartOfDelivery(last);
        for (int at = start + 3; !part && at + 1 < end && end < line.size(); at++) {
            boolean name = house || line.word(at).equals("THE");
            if (name && isBehindSuffix(line, at) && Words.direction(line.word(at)) == null && !line.hasDigit(at, end)) {
                return at;
            }
        }
        return end;
    }

    private static boolean isBehindSuffix(Line line, int at) {
        return Words.isCommonSuffix(line.word(Words.direction(line.word(at - 1)) == null ? at - 1 : at - 2));
    }

    /** Returns the end of the name in a segment before the delivery line, or its start if the segment may be a unit or a street. */
    private static int nameEnd(Line line, int start, int end) {
        List<String> segment = line.words().subList(start, end);
        if (isFirm(line, start, end) || VenueWords.isFirm(segment.getLast()) && isNamedAfterStreet(line, start, end)) {
            return end;
        }
        int unit = VenueWords.unitStart(segment);
        if (unit < segment.size()) {
            return VenueWords.isName(segment.subList(0, unit)) ? start + unit : start;
        }
        String first = segment.getFirst();
        boolean street = Delivery.namesStreet(segment) || Words.startsWithDigit(first) || DeliveryLine.startsWithRoute(segment)
                || segment.size() < 3 && VenueWords.isPartOfDelivery(first) && !Words.isLetter(first);
        return street ? start : end;
    }

    /** Returns whether a firm has the name of a street: Elm Street Church; but not Apt Elm Street Church. */
    private static boolean isNamedAfterStreet(Line line, int start, int end) {
        return end - start > 2 && !line.hasDigit(start, end) && Words.unit(line.word(start)) == null;
    }

    /** Returns whether the words are a firm; figures are in its name only at the front of the line: 24 Hour Fitness. */
    private static boolean isFirm(Line line, int start, int end) {
        return VenueWords.isFirm(line.words().subList(start, end)) && (start == 0 || !line.hasDigit(start, end));
    }

}
