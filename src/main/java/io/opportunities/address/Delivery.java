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

    /** Returns the place of a box, or of a house number before a street with a suffix, else the end. */
    static int startInside(Line line, int from, int end) {
        List<String> words = line.words();
        for (int at = from; at < end; at++) {
            if (Routes.isPostBox(words, at)) {
                return at;
            }
            if (Words.hasDigit(words.get(at))) {
                boolean number = Words.startsWithDigit(words.get(at)) && !Words.isOrdinal(words.get(at));
                return number && at + 2 < end && namesStreet(words.subList(at + 1, end)) ? at : end;
            }
        }
        return end;
    }

}
