package io.opportunities.address;

import java.util.Collection;

/** Numbers names in the given order, in a string and two arrays. A map of as many small objects would need five times the memory. */
final class Names {

    private final String text;

    private final int[] ends;

    /** Numbers, counted from one, at the hashes of their names or in the slots behind; zero is a free slot. */
    private final int[] slots;

    /** @param names without duplicates */
    Names(Collection<String> names) {
        text = String.join("", names);
        ends = new int[names.size() + 1];
        slots = new int[2 * Integer.highestOneBit(names.size() * 3 / 2 + 1)];
        int number = 0;
        for (String name : names) {
            ends[number + 1] = ends[number] + name.length();
            int slot = slot(name);
            while (slots[slot] != 0) {
                slot = next(slot);
            }
            slots[slot] = ++number;
        }
    }

    /** Returns the number of a name, or -1 if it is unknown. */
    int find(String name) {
        for (int slot = slot(name); slots[slot] != 0; slot = next(slot)) {
            int number = slots[slot] - 1;
            int start = ends[number];
            if (ends[number + 1] - start == name.length() && text.startsWith(name, start)) {
                return number;
            }
        }
        return -1;
    }

    private int slot(String name) {
        int hash = name.hashCode();
        return (hash ^ hash >>> 16) & slots.length - 1;
    }

    private int next(int slot) {
        return slot + 1 & slots.length - 1;
    }

}
