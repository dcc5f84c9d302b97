package io.opportunities.identity;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.HexFormat;
import java.util.Optional;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Where a call comes from: the peer, or what a proxy that the operator trusts says of it.
 *
 * @param text an IP address
 * @param network the address, or of an IPv6 address the /64 it is in: whoever has one address there has all of them
 */
public record ClientAddress(String text, String network) {

    private static final int LONGEST = 64;
    private static final int PREFIX_BYTES = 8;

    static ClientAddress of(HttpServletRequest request) {
        return of(String.valueOf(request.getRemoteAddr()));
    }

    static ClientAddress of(String text) {
        try {
            byte[] address = InetAddress.ofLiteral(text).getAddress();
            boolean wide = address.length > 2 * Integer.BYTES;
            return new ClientAddress(text, wide ? HexFormat.of().formatHex(address, 0, PREFIX_BYTES) : text);
        } catch (IllegalArgumentException notAnAddress) {
            // a proxy may send anything
            String plain = text.replaceAll("[^\\w.:%\\[\\]-]", "?");
            String cut = plain.substring(0, Math.min(plain.length(), LONGEST));
            return new ClientAddress(cut, cut);
        }
    }

    /** That of the request being handled; empty where the service acts by itself. */
    public static Optional<ClientAddress> current() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes request
                ? Optional.of(of(request.getRequest()))
                : Optional.empty();
    }
}
