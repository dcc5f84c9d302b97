package io.opportunities.crm.delivery.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.Receiver;
import java.time.Duration;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetTests {

    private static final byte[] BODY = "{}".getBytes(StandardCharsets.UTF_8);

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.8.8.8", "127.1", "2130706433", "0x7f000001", "0177.0.0.1", "0.0.0.0", "0", "localhost",
            "LOCALHOST", "10.0.0.1", "10.255.255.255", "172.16.0.1", "172.31.255.255", "192.168.0.1", "192.168.255.255", "169.254.0.1",
            "169.254.169.254", "2852039166", "100.64.0.1", "100.127.255.255", "100.100.100.200", "168.63.129.16", "192.0.0.192",
            "192.0.2.1", "192.88.99.1", "198.18.0.1", "198.19.255.255", "198.51.100.1", "203.0.113.1", "224.0.0.1", "239.255.255.255",
            "240.0.0.1", "255.255.255.255", "[::1]", "[::]", "[::127.0.0.1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]",
            "[::ffff:a9fe:a9fe]", "[0:0:0:0:0:ffff:10.0.0.1]", "[fe80::1]", "[fec0::1]", "[fc00::1]", "[fd00:ec2::254]", "[ff02::1]",
            "[64:ff9b::7f00:1]", "[64:ff9b:1::1]", "[2002:7f00:1::]", "[2002:a9fe:a9fe::]", "[2001::1]", "[2001:db8::1]", "[3fff::1]",
            "[100::1]", "[5f00::1]"})
    void addressThatIsNotPublicIsRefused(String host) throws Exception {
        WebhookClient client = client(false, SystemDefaultDnsResolver.INSTANCE);

        Attempt attempt = post(client, "http://" + host + ":9/");

        assertThat(attempt.status()).isNull();
        assertThat(attempt.response()).as(host).satisfiesAnyOf(reason -> assertThat(reason).contains("is not public"),
                // some spellings are no host for any resolver
                reason -> assertThat(reason).containsAnyOf("Name or service not known", "No such host", "nodename", "not known"));
        client.destroy();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.1.1.1", "8.8.8.8", "172.15.255.255", "172.32.0.1", "100.63.255.255", "100.128.0.1", "169.253.255.255",
            "192.167.255.255", "198.17.255.255", "223.255.255.255", "2606:4700::1111", "2a00:1450:4001::1", "2600::1"})
    void publicAddressIsAllowed(String address) throws Exception {
        assertThat(TargetPolicy.isPublic(InetAddress.getByName(address))).isTrue();
    }

    @Test
    void nameWithOnePrivateAddressIsRefused() throws Exception {
        WebhookClient client = client(false, names("1.1.1.1", "10.0.0.1"));

        assertThat(post(client, "http://mixed.example/").response()).contains("is not public");
        client.destroy();
    }

    @Test
    void nameThatChangesIsResolvedOnceForEachConnection() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        try (Receiver receiver = new Receiver()) {
            DnsResolver changing = resolver(host -> InetAddress.getAllByName(asked.incrementAndGet() == 1 ? "10.0.0.1" : "127.0.0.1"));
            WebhookClient client = client(false, changing);

            Attempt attempt = post(client, receiver.url().replace("localhost", "changing.example"));

            assertThat(attempt.response()).contains("is not public");
            assertThat(asked).hasValue(1);
            assertThat(receiver.all()).isEmpty();
            client.destroy();
        }
    }

    @Test
    void redirectIsNotFollowed() throws Exception {
        try (Receiver receiver = new Receiver()) {
            receiver.answer(delivery -> 302);
            receiver.answerHeaders(Map.of("Location", receiver.url() + "/elsewhere"));
            WebhookClient client = client(true, SystemDefaultDnsResolver.INSTANCE);

            Attempt attempt = post(client, receiver.url());

            assertThat(attempt.status()).isEqualTo(302);
            assertThat(attempt.isDelivered()).isFalse();
            assertThat(receiver.all()).hasSize(1);
            client.destroy();
        }
    }

    private static Attempt post(WebhookClient client, String url) {
        return client.post(url, () -> new WebhookClient.Message(BODY, Map.of()), () -> true).orElseThrow();
    }

    private static WebhookClient client(boolean allowPrivate, DnsResolver names) {
        return new WebhookClient(new WebhookSettings(allowPrivate, 4, 4, 4, Duration.ofSeconds(1)), names);
    }

    private static DnsResolver names(String... addresses) {
        return resolver(host -> {
            InetAddress[] found = new InetAddress[addresses.length];
            for (int i = 0; i < addresses.length; i++) {
                found[i] = InetAddress.getByName(addresses[i]);
            }
            return found;
        });
    }

    /** Resolves host names. */
    private interface Names {

        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    private static DnsResolver resolver(Names names) {
        return new DnsResolver() {

            @Override
            public InetAddress[] resolve(String host) throws UnknownHostException {
                return names.resolve(host);
            }

            @Override
            public String resolveCanonicalHostname(String host) {
                return host;
            }
        };
    }
}
