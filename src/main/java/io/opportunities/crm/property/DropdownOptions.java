package io.opportunities.crm.property;

import io.opportunities.common.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The options of one dropdown during a change, under the lock on their property. */
final class DropdownOptions {

    private final long propertyId;
    private final List<PropertyOption> current;

    DropdownOptions(long propertyId, List<PropertyOption> inOrder) {
        this.propertyId = propertyId;
        this.current = inOrder;
    }

    List<String> labels() {
        return current.stream().map(PropertyOption::label).toList();
    }

    /** Returns the number of options supplied by requests since the options were last listed. */
    int suppliedByRequests() {
        return (int) current.stream().filter(PropertyOption::isSupplied).count();
    }

    /**
     * Sets the options to these distinct labels, in their order.
     *
     * @return the options to save and remove
     */
    Arranged arrange(List<String> labels) {
        if (labels.equals(labels())) {
            return Arranged.UNCHANGED;
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

    /** The result of a new order. */
    record Arranged(List<PropertyOption> added, List<PropertyOption> removed, boolean changed) {

        static final Arranged UNCHANGED = new Arranged(List.of(), List.of(), false);
    }
}
