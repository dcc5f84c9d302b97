package io.opportunities.crm.imports;

import io.opportunities.common.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** A digest of all that decides what the rows of a file do. */
final class Fingerprint {

    private Fingerprint() {}

    /**
     * @param digest of the file
     * @param rules such as the mapping, as text
     */
    static String of(byte @Nullable [] digest, String rules) {
        MessageDigest all = Sha256.begin();
        all.update(digest == null ? new byte[0] : digest);
        all.update(rules.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(all.digest(), 0, 16);
    }
}
