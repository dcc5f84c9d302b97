package io.opportunities.matching;

/** A record that can be found by its keys. Its entity embeds them as {@code matchKeys} and says by {@code details.active} whether it takes part. */
public interface Matchable {

    MatchKeys matchKeys();

    boolean active();
}
