package io.opportunities.support;

import io.opportunities.address.AddressParser;
import io.opportunities.common.PhoneNumbers;
import io.opportunities.common.PhoneSettings;
import io.opportunities.common.PlaceholderEmails;
import io.opportunities.matching.key.KeyRules;
import java.util.Set;

/** The rules of match keys with the default settings. */
public final class Keys {

    public static final KeyRules RULES = new KeyRules(new AddressParser(), new PhoneNumbers(new PhoneSettings("US")),
            new PlaceholderEmails(Set.of()));

    private Keys() {}
}
