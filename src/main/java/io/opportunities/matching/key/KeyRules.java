package io.opportunities.matching.key;

import io.opportunities.address.AddressParser;
import io.opportunities.address.PostalAddress;
import io.opportunities.common.contact.EmailAddress;
import io.opportunities.common.contact.PhoneNumbers;
import io.opportunities.common.contact.PlaceholderEmails;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Computes the keys of values by the current rules. A value that names nothing, such as a placeholder, has none and matches nothing. */
@Component
public final class KeyRules {

    private final AddressParser addresses;
    private final PhoneNumbers phones;
    private final PlaceholderEmails placeholders;

    public KeyRules(AddressParser addresses, PhoneNumbers phones, PlaceholderEmails placeholders) {
        this.addresses = addresses;
        this.phones = phones;
        this.placeholders = placeholders;
    }

    /** Returns the address with its key. */
    public PostalAddress address(String line) {
        return addresses.parse(line);
    }

    public @Nullable String email(String address) {
        String key = EmailAddress.key(address);
        return placeholders.contains(key) ? null : key;
    }

    public @Nullable String phone(String number) {
        return phones.key(number);
    }
}
