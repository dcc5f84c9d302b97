package io.opportunities.address;

/** Compares a name with the one that was probably meant, letter by letter. */
final class Misspelling {

    private static final int MIN_LENGTH = 5;

    private static final int MIN_LENGTH_OF_TWO = 8;

    private Misspelling() {}

    /** Returns whether the name is the other one with a letter or two missing, added, replaced or exchanged. */
    static boolean isOf(String name, String meant) {
        return distance(name, meant) < Integer.MAX_VALUE;
    }

    /** Returns the number of wrong letters, or the greatest integer if there are more than a slip of the pen makes. */
    static int distance(String name, String meant) {
        int most = meant.length() < MIN_LENGTH ? 0 : meant.length() < MIN_LENGTH_OF_TWO ? 1 : 2;
        boolean alike = !name.isEmpty() && name.charAt(0) == meant.charAt(0) && Math.abs(name.length() - meant.length()) <= most;
        int distance = alike ? wrongLetters(name, meant) : Integer.MAX_VALUE;
        return distance <= most ? distance : Integer.MAX_VALUE;
    }

    /**
     * Returns the least number of steps from one name to the other.
     *
     * @see <a href="https://en.wikipedia.org/wiki/Damerau%E2%80%93Levenshtein_distance">optimal string alignment</a>
     */
    private static int wrongLetters(String name, String meant) {
        int[][] steps = new int[name.length() + 1][meant.length() + 1];
        for (int row = 0; row <= name.length(); row++) {
            for (int column = 0; column <= meant.length(); column++) {
                steps[row][column] = row == 0 || column == 0 ? row + column : least(steps, name, meant, row, column);
            }
        }
        return steps[name.length()][meant.length()];
    }

    private static int least(int[][] steps, String name, String meant, int row, int column) {
        char one = name.charAt(row - 1);
        char other = meant.charAt(column - 1);
        int least = steps[row - 1][column - 1] + (one == other ? 0 : 1);
        least = Math.min(least, 1 + Math.min(steps[row - 1][column], steps[row][column - 1]));
        boolean exchanged = row > 1 && column > 1 && one == meant.charAt(column - 2) && other == name.charAt(row - 2);
        return exchanged ? Math.min(least, 1 + steps[row - 2][column - 2]) : least;
    }

}
