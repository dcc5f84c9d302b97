package io.opportunities.support;

import io.opportunities.address.AddressParser;
import io.opportunities.common.contact.PhoneNumbers;
import io.opportunities.common.contact.PhoneSettings;
import io.opportunities.common.contact.PlaceholderEmails;
import io.opportunities.matching.key.KeyRules;
import java.util.Set;

/** The rules of match keys with the default settings. */
public final class Keys {

    public static final KeyRules RULES = new KeyRules(new AddressParser(), new PhoneNumbers(new PhoneSettings("US")),
            new PlaceholderEmails(Set.of()));

    private Keys() {}
}
