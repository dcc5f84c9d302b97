package io.opportunities.address;

import com.ibm.icu.text.Normalizer2;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Splits an address at its commas; the state and ZIP are looked for at its end. */
public final class AddressParser {

    public PostalAddress parse(String line) {
        List<String> parts = new ArrayList<>();
        for (String part : line.split(",")) {
            if (!part.isBlank()) {
                parts.add(part.strip());
            }
        }
        String canonical = canonical(line);
        if (parts.size() < 3) {
            return new PostalAddress(line.strip(), null, null, null, null, canonical);
        }
        String[] last = parts.getLast().split(" +");
        String state = last[0].length() == 2 ? last[0].toUpperCase(java.util.Locale.ROOT) : null;
        @Nullable
        String zipcode = last.length > 1 ? last[1] : null;
        return new PostalAddress(line.strip(), parts.getFirst(), parts.get(parts.size() - 2), state, zipcode, canonical);
    }

    private static String canonical(String line) {
        return Normalizer2.getNFKCCasefoldInstance().normalize(line).replaceAll("[\\s\\p{Punct}]+", " ").strip();
    }
}
