package io.opportunities.address;

import java.util.Collection;

/** Numbers names in the order given, in a string and two arrays: a map of as many small objects takes five times the memory. */
final class Names {

    private final String text;

    private final int[] ends;

    /** Numbers, counted from one, where the hashes of their names say, or behind; zero is a free slot. */
    private final int[] slots;

    /** @param names each once */
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

    /** The number of a name; -1 where it is none of these. */
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
