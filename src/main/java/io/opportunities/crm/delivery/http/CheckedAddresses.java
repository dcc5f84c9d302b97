package io.opportunities.crm.delivery.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Resolves the host of a webhook once for each connection, which goes to these very addresses. A name that changes between a check and the
 * connection gains nothing.
 */
final class CheckedAddresses implements DnsResolver {

    /** An address of IPv4 in any spelling, and in the usual one. Resolvers disagree on the others, such as octal numbers. */
    private static final Pattern NUMBERS = Pattern.compile("(0[xX]\\p{XDigit}*|\\d+)(\\.(0[xX]\\p{XDigit}*|\\d+))*\\.?");
    private static final Pattern USUAL = Pattern.compile("(0|[1-9]\\d{0,2})(\\.(0|[1-9]\\d{0,2})){3}");

    private final DnsResolver names;
    private final boolean allowPrivate;

    CheckedAddresses(DnsResolver names, boolean allowPrivate) {
        this.names = names;
        this.allowPrivate = allowPrivate;
    }

    /** @throws UnknownHostException also if any of the addresses is refused */
    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        if (!allowPrivate && NUMBERS.matcher(host).matches() && !USUAL.matcher(host).matches()) {
            throw new RefusedTargetException(host);
        }
        InetAddress[] found = names.resolve(host);
        for (InetAddress address : found) {
            if (!allowPrivate && !TargetPolicy.isPublic(address)) {
                throw new RefusedTargetException(host);
            }
        }
        return found;
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }

    /** A host with an address that is not public. The message does not reveal the address. */
    static final class RefusedTargetException extends UnknownHostException {

        private static final long serialVersionUID = 1;

        RefusedTargetException(String host) {
            super("the address of " + host + " is not public, and private targets are not allowed");
        }
    }
}
