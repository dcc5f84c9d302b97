package io.opportunities.property;

import io.opportunities.common.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All the options of one dropdown, while they are changed; whoever does holds the property and the new options. */
final class Options {

    private final long propertyId;
    private final List<PropertyOption> current;

    Options(long propertyId, List<PropertyOption> inOrder) {
        this.propertyId = propertyId;
        this.current = inOrder;
    }

    List<String> labels() {
        return current.stream().map(PropertyOption::label).toList();
    }

    /** How many came with requests since they were last listed. */
    int brought() {
        return (int) current.stream().filter(PropertyOption::isBrought).count();
    }

    /**
     * Makes these labels, each of which is there once, all the options in their order.
     *
     * @return what is to be saved and removed
     */
    Arranged arrange(List<String> labels) {
        if (labels.equals(labels())) {
            return Arranged.AS_IT_WAS;
        }
        Map<String, PropertyOption> left = new LinkedHashMap<>();
        current.forEach(option -> left.put(Text.fold(option.label()), option));
        List<PropertyOption> added = new ArrayList<>();
        for (int i = 0; i < labels.size(); i++) {
            PropertyOption option = left.remove(Text.fold(labels.get(i)));
            if (option == null) {
                added.add(new PropertyOption(propertyId, labels.get(i), i + 1));
            } else {
                option.place(labels.get(i), i + 1);
            }
        }
        return new Arranged(added, List.copyOf(left.values()), true);
    }

    /** What came of it. */
    record Arranged(List<PropertyOption> added, List<PropertyOption> removed, boolean changed) {

        static final Arranged AS_IT_WAS = new Arranged(List.of(), List.of(), false);
    }
}
