package io.opportunities.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientAddressTests {

    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.1", "127.0.0.1", "255.255.255.255", "::ffff:192.0.2.1"})
    void anIpv4AddressIsItsOwnNetwork(String text) {
        assertThat(ClientAddress.of(text)).isEqualTo(new ClientAddress(text, text));
    }

    @Test
    void addressesOfOneIpv6NetworkAreOneClient() {
        assertThat(ClientAddress.of("2001:db8:0:1::1").network()).isEqualTo(ClientAddress.of("2001:db8:0:1:ffff::2").network());
    }

    @Test
    void addressesOfNeighbouringIpv6NetworksAreTwoClients() {
        assertThat(ClientAddress.of("2001:db8:0:1::1").network()).isNotEqualTo(ClientAddress.of("2001:db8:0:2::1").network());
    }

    @Test
    void theSpellingOfAnIpv6AddressDoesNotCount() {
        assertThat(ClientAddress.of("2001:DB8:0:1:0:0:0:1").network()).isEqualTo(ClientAddress.of("2001:db8:0:1::1").network());
    }

    @ParameterizedTest
    @CsvSource({"unknown, unknown", "'a b\n<c>', a?b??c?", "'', ''", "host.example:80, host.example:80", "999.1.1.1, 999.1.1.1"})
    void anyOtherTextIsPlain(String text, String plain) {
        assertThat(ClientAddress.of(text)).isEqualTo(new ClientAddress(plain, plain));
    }

    @Test
    void aLongTextIsCut() {
        assertThat(ClientAddress.of("x".repeat(10_000)).text()).hasSize(64);
    }

    @Test
    void outsideARequestThereIsNoAddress() {
        assertThat(ClientAddress.current()).isEmpty();
    }
}
