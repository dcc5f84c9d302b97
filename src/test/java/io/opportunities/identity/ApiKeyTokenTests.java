package io.opportunities.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.opportunities.common.Sha256;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeyTokenTests {

    private static final String SECRET = "opp_0123456789abcdefghijklmnopqrstuv";

    @Test
    void aRandomTokenHas256BitsBehindItsPrefix() {
        assertThat(ApiKeyToken.random().reveal()).matches("opp_[A-Za-z0-9_-]{43}").satisfies(
                secret -> assertThat(ApiKeyToken.isWellFormed(secret)).isTrue());
    }

    @Test
    void randomTokensDiffer() {
        assertThat(IntStream.range(0, 1_000).mapToObj(i -> ApiKeyToken.random().reveal())).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource({"31, false", "32, true", "128, true", "129, false"})
    void aTokenHas32To128Characters(int length, boolean wellFormed) {
        assertThat(ApiKeyToken.isWellFormed("!".repeat(length))).isEqualTo(wellFormed);
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "\n", "\u0000", "\u007f", "é", "\u00a0"})
    void aTokenIsPrintableAscii(String character) {
        assertThat(ApiKeyToken.isWellFormed(SECRET + character)).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> ApiKeyToken.of(SECRET + character)).withMessageNotContaining(SECRET);
    }

    @Test
    void onlyTheDigestIsStored() {
        assertThat(ApiKeyToken.of(SECRET).hash()).isEqualTo(Sha256.of(SECRET));
    }

    @Test
    void aLoggedTokenIsItsBeginningOnly() {
        assertThat(ApiKeyToken.of(SECRET)).hasToString("opp_01234567…");
    }

    @ParameterizedTest
    @CsvSource({"full, FULL", "read, READ"})
    void aScopeIsNamedInLowerCase(String wireName, ApiKeyScope scope) {
        assertThat(ApiKeyScope.of(wireName)).contains(scope);
        assertThat(scope.wireName()).isEqualTo(wireName);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "FULL", "write"})
    void anyOtherScopeIsUnknown(String wireName) {
        assertThat(ApiKeyScope.of(wireName)).isEmpty();
    }
}
