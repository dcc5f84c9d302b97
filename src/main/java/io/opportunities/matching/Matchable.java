package io.opportunities.matching;

import io.opportunities.matching.key.MatchKeys;

/** A record that matching can find. Its entity embeds its keys as {@code matchKeys} and takes part while {@code details.active} is true. */
public interface Matchable extends Guarded {

    MatchKeys matchKeys();

    boolean active();
}
