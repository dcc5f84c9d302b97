package io.opportunities.matching.key;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class MatchKeysTests {

    @ParameterizedTest
    @CsvSource({"Oak Roof, oak roof", "' Oak \t Roof ', OAK ROOF", "Straße 5, STRASSE 5", "ﬁne roof, Fine Roof", "Ｒｏｏｆ, Roof",
            "a\u00a0b, A B", "Cafe\u0301, CAFÉ", "№ 5, no 5", "①, 1"})
    void titlesThatReadAlikeShareAKey(String one, String other) {
        assertThat(keys(one, null, null, null)).isEqualTo(keys(other, null, null, null));
    }

    @ParameterizedTest
    @CsvSource({"Oak Roof, OakRoof", "Oak-Roof, Oak Roof", "Roof 1, Roof 2", "Café, Cafe", "Roof., Roof"})
    void titlesThatDifferInALetterOrMarkShareNoKey(String one, String other) {
        assertThat(keys(one, null, null, null)).isNotEqualTo(keys(other, null, null, null));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "\u00a0\u2003\t", "\u200b"})
    void aTitleWithoutCharactersHasNoKey(@Nullable String title) {
        assertThat(keys(title, null, null, null).titleKey()).isNull();
    }

    @Test
    void anEmptyKeyIsNoKey() {
        assertThat(keys(null, "", "", "")).isEqualTo(keys(null, null, null, null));
    }

    @Test
    void keysOfNormalisedValuesStayAsGiven() {
        MatchKeys keys = keys(null, "Jo@example.com", "+16155550134;ext=12", "1 OAK ST|NASHVILLE|TN");

        assertThat(keys.emailKey()).isEqualTo("Jo@example.com");
        assertThat(keys.phoneKey()).isEqualTo("+16155550134;ext=12");
        assertThat(keys.addressKey()).isEqualTo("1 OAK ST|NASHVILLE|TN");
    }

    @Test
    void aKeyOf300CharactersIsStoredAsItIs() {
        assertThat(MatchKeys.fit("a".repeat(300))).isEqualTo("a".repeat(300));
    }

    @Test
    void aLongerKeyBecomesADigest() {
        assertThat(MatchKeys.fit("a".repeat(301))).matches("sha256:[0-9a-f]{64}");
    }

    @Test
    void longKeysThatDifferInTheLastCharacterStayDifferent() {
        assertThat(MatchKeys.fit("a".repeat(500) + "b")).isNotEqualTo(MatchKeys.fit("a".repeat(500) + "c"));
    }

    @Test
    void longTitlesThatReadAlikeShareADigest() {
        assertThat(keys("Roof ".repeat(100), null, null, null)).isEqualTo(keys("ROOF  ".repeat(100), null, null, null));
    }

    @Test
    void aTitleThatFoldsToMoreThan300CharactersBecomesADigest() {
        assertThat(keys("\ufdfa".repeat(20), null, null, null).titleKey()).startsWith("sha256:");
    }

    @Test
    void aStoredKeyFitsAsItIs() {
        String stored = MatchKeys.fit("a".repeat(1_000));

        assertThat(MatchKeys.fit(stored)).isEqualTo(stored);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = "a")
    void aRemovedValueTakesItsKeyWithIt(@Nullable String before) {
        assertThat(addressKey(null, before, "old", "offered")).isNull();
    }

    @Test
    void anUnchangedValueKeepsItsKey() {
        assertThat(addressKey("a", "a", "old", "offered")).isEqualTo("old");
    }

    @Test
    void anUnchangedValueWithoutAKeyStaysWithoutOne() {
        assertThat(addressKey("call me", "call me", null, "offered")).isNull();
    }

    @Test
    void aChangedValueTakesTheOfferedKey() {
        assertThat(addressKey("b", "a", "old", "offered")).isEqualTo("offered");
        assertThat(addressKey("A", "a", "old", "offered")).isEqualTo("offered");
    }

    @Test
    void aChangedValueWithoutAKeyLosesTheOldOne() {
        assertThat(addressKey("call me", "a", "old", null)).isNull();
    }

    @Test
    void aFirstValueTakesTheOfferedKey() {
        assertThat(addressKey("b", null, null, "offered")).isEqualTo("offered");
    }

    @Test
    void everyKeyIsLockedUnderItsKind() {
        assertThat(keys("Roof", "jo@example.com", "+16155550134", "1 OAK ST").lockNames()).containsExactlyInAnyOrder("title:roof",
                "primaryEmail:jo@example.com", "primaryPhone:+16155550134", "address:1 OAK ST");
    }

    @Test
    void aMissingKeyHasNoLock() {
        assertThat(keys(null, null, null, null).lockNames()).isEmpty();
        assertThat(keys(null, "jo@example.com", null, "").lockNames()).containsExactly("primaryEmail:jo@example.com");
    }

    @Test
    void oneValueOfTwoKindsHasTwoLocks() {
        assertThat(keys("911", null, "911", null).lockNames()).doesNotHaveDuplicates().hasSize(2);
    }

    private static MatchKeys keys(@Nullable String title, @Nullable String email, @Nullable String phone, @Nullable String address) {
        return MatchKeys.NONE
                .with(MatchBy.TITLE, title == null ? null : MatchKeys.titleKey(title))
                .with(MatchBy.PRIMARY_EMAIL, email)
                .with(MatchBy.PRIMARY_PHONE, phone)
                .with(MatchBy.ADDRESS, address);
    }

    /** Returns the key after a change of the address. */
    private static @Nullable String addressKey(@Nullable String after, @Nullable String before, @Nullable String old,
            @Nullable String offered) {
        MatchKeys present = MatchKeys.NONE.with(MatchBy.ADDRESS, old);
        return present.changed(by -> by == MatchBy.ADDRESS ? before : null, by -> by == MatchBy.ADDRESS ? after : null,
                MatchKeys.NONE.with(MatchBy.ADDRESS, offered)).addressKey();
    }
}
