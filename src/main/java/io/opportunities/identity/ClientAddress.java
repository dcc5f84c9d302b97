package io.opportunities.identity;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.HexFormat;
import java.util.Optional;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * The network address of a client: the peer, or the address from a trusted proxy.
 *
 * @param text an IP address
 * @param network the address, or the /64 of an IPv6 address: a client with one address there has all of them
 */
public record ClientAddress(String text, String network) {

    private static final int MAX_LENGTH = 64;
    private static final int PREFIX_BYTES = 8;

    public static ClientAddress of(HttpServletRequest request) {
        return of(String.valueOf(request.getRemoteAddr()));
    }

    public static ClientAddress of(String text) {
        try {
            byte[] address = InetAddress.ofLiteral(text).getAddress();
            boolean wide = address.length > 2 * Integer.BYTES;
            return new ClientAddress(text, wide ? HexFormat.of().formatHex(address, 0, PREFIX_BYTES) : text);
        } catch (IllegalArgumentException notAnAddress) {
            // a proxy may send any text
            String plain = text.replaceAll("[^\\w.:%\\[\\]-]", "?");
            String cut = plain.substring(0, Math.min(plain.length(), MAX_LENGTH));
            return new ClientAddress(cut, cut);
        }
    }

    /** Returns the address of the current request; empty if the service acts by itself. */
    public static Optional<ClientAddress> current() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes request
                ? Optional.of(of(request.getRequest()))
                : Optional.empty();
    }
}
