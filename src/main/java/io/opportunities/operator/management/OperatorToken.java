package io.opportunities.operator.management;

import io.opportunities.common.Sha256;
import java.net.InetAddress;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementServerProperties;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Checks the operator's token, which is mandatory if other machines can reach the management port. */
@Component
final class OperatorToken {

    private static final int MIN_LENGTH = 32;
    private static final String SCHEME = "Bearer ";

    private final byte @Nullable [] digest;

    /** @throws ExposedManagementException if the token is missing or too short */
    OperatorToken(OperatorSettings settings, Environment environment, ManagementServerProperties management, ServerProperties server) {
        String token = settings.token();
        InetAddress address = switch (ManagementPortType.get(environment)) {
            case SAME -> server.getAddress();
            case DIFFERENT -> management.getAddress();
            case DISABLED -> InetAddress.getLoopbackAddress();
        };
        if (token == null && (address == null || !address.isLoopbackAddress())) {
            throw new ExposedManagementException(
                    "The management port would be open to other machines without a token: MANAGEMENT_SERVER_ADDRESS is no loopback address");
        }
        if (token != null && token.length() < MIN_LENGTH) {
            throw new ExposedManagementException("OPPORTUNITIES_OPERATOR_TOKEN has fewer than %d characters".formatted(MIN_LENGTH));
        }
        this.digest = token == null ? null : Sha256.of(token);
    }

    /** @param authorization the header as received; the comparison takes constant time */
    boolean isKnownBy(@Nullable String authorization) {
        return digest == null || authorization != null && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                && MessageDigest.isEqual(digest, Sha256.of(authorization.substring(SCHEME.length()).strip()));
    }
}
