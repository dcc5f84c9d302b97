package io.opportunities.crm.imports.mapping;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A known export: its columns, and the marks of its values.
 *
 * @param columns by key, in the order of the table
 * @param constants by member
 * @param test how test rows begin, by the key of a column; {@code *} for any
 */
public record Profile(String name, Map<String, List<Column>> columns, Map<String, String> constants, Map<String, String> test) {

    private static final String ANY = "*";

    /**
     * What a column is for.
     *
     * @param member empty for none
     * @param prefix of its values, which is left out
     * @param order in the table: values of several columns of one member are joined in it
     */
    record Column(String member, String prefix, int order) {}

    private static final Map<String, Map<String, List<Column>>> COLUMNS = columnsOfProfiles();
    private static final List<Signature> SIGNATURES = Tables.rows("profiles.tsv").stream().map(Signature::of).toList();

    /** The profile of a file that is no known export. */
    public static final Profile GENERIC = new Profile("GENERIC", Map.of(), Map.of(), Map.of());

    /** @param columns keys that are all in a file of the profile */
    private record Signature(Set<String> columns, Profile profile) {

        static Signature of(String[] row) {
            Set<String> columns = Arrays.stream(row[1].split(",")).map(Tables::key).collect(Collectors.toSet());
            return new Signature(columns, new Profile(row[0], COLUMNS.getOrDefault(row[0], Map.of()), pairs(row[2]), pairs(row[3])));
        }
    }

    /** Returns the profile of a file with these columns. */
    public static Profile recognised(Collection<String> columns) {
        Set<String> keys = columns.stream().map(Tables::key).collect(Collectors.toSet());
        return SIGNATURES.stream().filter(signature -> keys.containsAll(signature.columns)).findFirst().map(Signature::profile)
                .orElse(GENERIC);
    }

    /** @param name of a recognised profile */
    public static Profile named(String name) {
        return SIGNATURES.stream().map(Signature::profile).filter(profile -> profile.name.equals(name)).findFirst().orElse(GENERIC);
    }

    /** Returns whether any profile knows a column of that name. */
    public static boolean knows(String column) {
        String key = Tables.key(column);
        return !key.isEmpty() && (column.startsWith(Member.CUSTOM) || COLUMNS.values().stream().anyMatch(known -> known.containsKey(key)));
    }

    /** Returns what a column is for, by this profile or else by any; empty if it is unknown. */
    List<Column> column(String name) {
        String key = Tables.key(name);
        return Optional.ofNullable(columns.get(key)).orElseGet(() -> COLUMNS.getOrDefault(ANY, Map.of()).getOrDefault(key, List.of()));
    }

    /**
     * Returns a cell without the prefix that its export writes.
     *
     * @param column its key
     */
    String withoutPrefix(String column, String cell) {
        return columns.getOrDefault(column, List.of()).stream().map(Column::prefix)
                .filter(prefix -> !prefix.isEmpty() && cell.startsWith(prefix)).findFirst()
                .map(prefix -> cell.substring(prefix.length())).orElse(cell);
    }

    /** @param column its key */
    boolean isTest(String column, String cell) {
        String begin = test.getOrDefault(ANY, test.get(column));
        return begin != null && cell.toLowerCase(Locale.ROOT).startsWith(begin);
    }

    private static Map<String, Map<String, List<Column>>> columnsOfProfiles() {
        Map<String, Map<String, List<Column>>> all = new LinkedHashMap<>();
        int order = 0;
        for (String[] row : Tables.rows("columns.tsv")) {
            all.computeIfAbsent(row[0], name -> new LinkedHashMap<>()).computeIfAbsent(Tables.key(row[1]), key -> new ArrayList<>())
                    .add(new Column(row[2].equals("-") ? "" : row[2], row.length > 3 ? row[3] : "", order++));
        }
        return all;
    }

    private static Map<String, String> pairs(String text) {
        return Arrays.stream(text.split(";")).filter(pair -> pair.contains("=")).map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0].equals(ANY) || Member.of(pair[0]).isPresent() ? pair[0] : Tables.key(pair[0]),
                        pair -> pair[1]));
    }
}
