package io.opportunities.management;

import io.opportunities.common.Sha256;
import java.net.InetAddress;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementServerProperties;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Knows the operator by a token, which there must be where others than this machine can reach the management port. */
@Component
final class Operator {

    private static final int SHORTEST = 32;
    private static final String SCHEME = "Bearer ";

    private final byte @Nullable [] digest;

    /** @throws ExposedManagementException where the token is missing or too short */
    Operator(OperatorSettings settings, Environment environment, ManagementServerProperties management, ServerProperties server) {
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
        if (token != null && token.length() < SHORTEST) {
            throw new ExposedManagementException("OPPORTUNITIES_OPERATOR_TOKEN has fewer than %d characters".formatted(SHORTEST));
        }
        this.digest = token == null ? null : Sha256.of(token);
    }

    /** @param authorization the header as it came; compared in a time that tells nothing of the token */
    boolean isKnownBy(@Nullable String authorization) {
        return digest == null || authorization != null && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                && MessageDigest.isEqual(digest, Sha256.of(authorization.substring(SCHEME.length()).strip()));
    }
}
