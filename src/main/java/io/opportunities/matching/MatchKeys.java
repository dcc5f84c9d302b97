package io.opportunities.matching;

import io.opportunities.common.Sha256;
import io.opportunities.common.Text;
import jakarta.persistence.Embeddable;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The normalised values by which a record is found; null where it has none, which matches nothing.
 *
 * @param titleKey NFKC, white space and case folded
 * @param emailKey case folded, the domain in ASCII
 * @param phoneKey E.164 with extension, or digits
 * @param addressKey the canonical address
 */
@Embeddable
public record MatchKeys(@Nullable String titleKey, @Nullable String emailKey, @Nullable String phoneKey, @Nullable String addressKey) {

    /** A longer key is replaced by its digest: an index entry of PostgreSQL's holds 2704 bytes. */
    private static final int LONGEST = 300;

    public MatchKeys {
        titleKey = fit(titleKey);
        emailKey = fit(emailKey);
        phoneKey = fit(phoneKey);
        addressKey = fit(addressKey);
    }

    /** The keys of a title as it was sent, and of an e-mail, phone and address that are normalised already. */
    public static MatchKeys of(@Nullable String title, @Nullable String emailKey, @Nullable String phoneKey, @Nullable String addressKey) {
        return new MatchKeys(title == null ? null : Text.fold(title), emailKey, phoneKey, addressKey);
    }

    /** The key that goes with a value after a change: none, the old one where the value stayed, else the offered one. */
    public static @Nullable String follow(@Nullable String after, @Nullable String before, @Nullable String old, @Nullable String offered) {
        if (after == null) {
            return null;
        }
        return after.equals(before) ? old : offered;
    }

    /** What they are called where they are locked. */
    public List<String> lockNames() {
        List<String> names = new ArrayList<>();
        for (MatchBy matchBy : MatchBy.values()) {
            String key = matchBy.of(this);
            if (key != null) {
                names.add(matchBy.lockName(key));
            }
        }
        return names;
    }

    private static @Nullable String fit(@Nullable String key) {
        if (key == null || key.isEmpty()) {
            return null;
        }
        return key.length() <= LONGEST ? key : "sha256:" + HexFormat.of().formatHex(Sha256.of(key));
    }
}
