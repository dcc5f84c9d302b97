package io.opportunities.address.geo;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * The city or county that an address belongs to, with the same ids on every machine.
 *
 * @param id positive, exact in a JSON number
 * @param uuid derived from the state and the name
 */
public record Jurisdiction(long id, String name, UUID uuid) {

    private static final long EXACT_IN_JSON = (1L << 52) - 1;

    static Jurisdiction ofCity(String state, String key, String name) {
        return of("city:" + state + ":" + key, name);
    }

    static Jurisdiction ofCounty(String fips, String name) {
        return of("county:" + fips, name);
    }

    private static Jurisdiction of(String key, String name) {
        UUID uuid = UUID.nameUUIDFromBytes(("jurisdiction:" + key).getBytes(StandardCharsets.UTF_8));
        return new Jurisdiction(uuid.getLeastSignificantBits() & EXACT_IN_JSON, name, uuid);
    }

}
