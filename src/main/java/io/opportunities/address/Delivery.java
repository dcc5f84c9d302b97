package io.opportunities.address;

import java.util.List;

/** Finds where a delivery line begins behind other words. */
final class Delivery {

    private Delivery() {}

    /** Returns whether the words between two commas begin with a house number and a street, a route or a box. */
    static boolean startsWithOne(List<String> segment) {
        if (!Words.startsWithDigit(segment.getFirst())) {
            return isGridOrRoute(segment);
        }
        boolean unit = Words.unit(segment.getLast()) != null;
        boolean shape = DeliveryShape.isComplete(segment, segment.size()) && !unit || DeliveryShape.isShort(segment);
        return HouseNumber.startsWithOne(segment) && (namesStreet(segment) || shape && !Words.isZip(segment.getFirst()));
    }

    private static boolean isGridOrRoute(List<String> segment) {
        return HouseNumber.startsWithOne(segment)
                || DeliveryLine.startsWithRoute(segment) && segment.stream().anyMatch(Words::hasDigit);
    }

    /** Returns whether the words end like a street: Oak Court, Main St N; or contain one. */
    static boolean namesStreet(List<String> words) {
        for (int at = 1; at < words.size(); at++) {
            if (Words.isCommonSuffix(words.get(at))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isHouseNumber(List<String> words) {
        String number = words.getFirst();
        return Words.startsWithDigit(number) && !Words.isOrdinal(number) && words.size() > 2
                && (!Words.hasDigit(words.get(1)) || Words.isOrdinal(words.get(1))) && namesStreet(words.subList(1, words.size()));
    }

    /** Returns the place of a box or unit, or of a house number before a street with a suffix, else the end. */
    static int startInside(Line line, int from, int end) {
        List<String> words = line.words();
        for (int at = from; at < end; at++) {
            if (Routes.isPostBox(words, at)) {
                return at;
            }
            boolean unit = Words.unit(words.get(at)) != null && at + 2 < end && Words.hasDigit(words.get(at + 1));
            if (unit || Words.hasDigit(words.get(at))) {
                return isHouseNumber(words.subList(unit ? at + 2 : at, end)) ? at : end;
            }
        }
        return end;
    }

}
