package io.opportunities.identity.security;

import java.util.regex.Pattern;
import org.apache.catalina.util.NetMask;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The proxies trusted to report the client address. Tomcat reads the setting; this record validates it first.
 *
 * @param trustedProxies peers, as CIDRs separated by commas or as one regular expression; null or blank for none
 */
@ConfigurationProperties("opportunities")
record ProxySettings(@Nullable String trustedProxies) {

    private static final Pattern ADDRESSES = Pattern.compile("[0-9a-fA-F.:/,\\s]*");

    ProxySettings {
        if (trustedProxies != null && !isRight(trustedProxies)) {
            throw new IllegalArgumentException("opportunities.trusted-proxies must be CIDRs such as 10.0.0.0/8, separated by commas,"
                    + " or one regular expression; was " + trustedProxies);
        }
    }

    private static boolean isRight(String proxies) {
        try {
            if (!ADDRESSES.matcher(proxies).matches()) {
                return Pattern.compile(proxies) != null;
            }
            for (String proxy : proxies.isBlank() ? new String[0] : proxies.split(",")) {
                new NetMask(proxy.strip());
            }
            return true;
        } catch (IllegalArgumentException wrong) {
            return false;
        }
    }
}
