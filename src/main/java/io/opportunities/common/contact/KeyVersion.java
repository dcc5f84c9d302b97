package io.opportunities.common.contact;

import io.opportunities.common.Sha256;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.ibm.icu.util.VersionInfo;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Properties;
import org.springframework.stereotype.Component;

/** Identifies the rules that compute match keys: the libraries for phone numbers and folding, the region, the placeholders, and the rules of this code. */
@Component
public final class KeyVersion {

    /** Raise this with each change of the code or its tables that changes the key of a stored value. */
    private static final int RULES = 2;

    private static final String LIBRARY = "/META-INF/maven/com.googlecode.libphonenumber/libphonenumber/pom.properties";

    private final String rules;

    KeyVersion(PhoneSettings phones, PlaceholderEmails placeholders) {
        this.rules = "rules %d, phone region %s, libphonenumber %s, ICU %s, placeholders %08x".formatted(RULES,
                phones.phoneRegion(), libraryVersion(), VersionInfo.ICU_VERSION,
                31 * placeholders.fingerprint() + PhoneNumbers.PLACEHOLDERS.hashCode());
    }

    /** Returns a number that differs for different rules, and is never 0. */
    public int number() {
        return ByteBuffer.wrap(Sha256.of(rules)).getInt() | 1;
    }

    @Override
    public String toString() {
        return rules;
    }

    private static String libraryVersion() {
        try (InputStream file = PhoneNumberUtil.class.getResourceAsStream(LIBRARY)) {
            Properties library = new Properties();
            if (file != null) {
                library.load(file);
            }
            return library.getProperty("version", "unknown");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
