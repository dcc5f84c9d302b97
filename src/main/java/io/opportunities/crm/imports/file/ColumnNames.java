package io.opportunities.crm.imports.file;

import io.opportunities.common.Text;
import java.util.ArrayList;
import java.util.List;

/** Names the columns of a header, each differently: a repeated name gets a number, an empty one its position. */
final class ColumnNames {

    private static final int MAX_LENGTH = 200;

    private ColumnNames() {}

    /** Leaves out empty names at the end. */
    static List<String> of(List<String> header) {
        List<String> names = new ArrayList<>();
        for (String cell : header) {
            String name = Text.printable(Text.trim(cell.replaceAll("\\s+", " ")), MAX_LENGTH);
            names.add(distinct(name.isEmpty() ? "Column " + (names.size() + 1) : name, names));
        }
        int named = header.size();
        while (named > 0 && Text.isBlank(header.get(named - 1))) {
            named--;
        }
        return List.copyOf(names.subList(0, named));
    }

    private static String distinct(String name, List<String> before) {
        String distinct = name;
        for (int number = 2; before.contains(distinct); number++) {
            distinct = name + " (" + number + ")";
        }
        return distinct;
    }
}
