package io.opportunities.common.contact;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of phone numbers.
 *
 * @param phoneRegion of numbers without country code; blank counts as unset
 */
@ConfigurationProperties("opportunities")
public record PhoneSettings(@DefaultValue(DEFAULT) String phoneRegion) {

    private static final String DEFAULT = "US";

    public PhoneSettings {
        phoneRegion = phoneRegion.isBlank() ? DEFAULT : phoneRegion;
        if (!PhoneNumberUtil.getInstance().getSupportedRegions().contains(phoneRegion)) {
            throw new IllegalArgumentException("opportunities.phone-region must be a two-letter region such as US; was " + phoneRegion);
        }
    }
}
