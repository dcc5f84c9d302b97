package io.opportunities.crm.record.state;

import io.opportunities.address.PostalAddress;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import org.jspecify.annotations.Nullable;

/**
 * The stored parts of an address. Its key is one of the match keys.
 *
 * @param line the source text
 */
@Embeddable
public record StoredAddress(@Column(name = "address") String line, @Nullable String street, @Nullable String city, @Nullable String state,
        @Nullable String zipcode) {

    static final StoredAddress NONE = new StoredAddress("", null, null, null, null);

    public static StoredAddress of(PostalAddress address) {
        return new StoredAddress(address.line(), address.street(), address.city(), address.state(), address.zipcode());
    }

    /** Returns the address without its key. */
    public PostalAddress address() {
        return new PostalAddress(line, street, city, state, zipcode, "");
    }
}
