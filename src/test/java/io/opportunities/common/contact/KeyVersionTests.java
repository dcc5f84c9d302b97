package io.opportunities.common.contact;

import io.opportunities.common.Sha256;
import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.address.AddressParser;
import io.opportunities.matching.key.MatchKeys;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Fails if stored values get other keys without a new version of the rules, which would leave stale keys in the database. */
class KeyVersionTests {

    private static final List<String> TITLES = List.of("Replace  Roof", "ＲＯＯＦ №5", "straße", "Cafe\u0301 deck", "İstanbul");
    private static final List<String> EMAILS = List.of("Dana@Example.COM", "josé@example.com", "dana@Müller.example",
            "dana+roof@example.com",
            "not an e-mail");
    private static final List<String> PHONES = List.of("(615) 555-0134", "615.555.0134 x12", "+44 20 7946 0958", "1-800-FLOWERS",
            "555-0134");

    /** The digest of the keys of all these values, and of those in the tables of other tests. */
    private static final String DIGEST = "8dde4a0fcecb1e9e7eb54a0f5f69f40f5ae5a37a987f513c55d658266650ebd7";

    private final PhoneNumbers phones = new PhoneNumbers(new PhoneSettings("US"));
    private final AddressParser addresses = new AddressParser();

    @Test
    void keysChangeWithTheVersionOfTheirRulesAlone() throws IOException {
        String keys = Stream.of(TITLES.stream().map(title -> MatchKeys.titleKey(title)),
                EMAILS.stream().map(EmailAddress::key), PHONES.stream().map(phones::key), texts("/phones/keys.tsv", 0).map(phones::key),
                Stream.of(permits(), texts("/address/parts.tsv", 1), texts("/address/delivery-lines.tsv", 1),
                        texts("/address/places.tsv", 1))
                        .flatMap(lines -> lines).map(line -> addresses.parse(line).matchKey().orElse("")))
                .flatMap(each -> each).map(Objects::toString).collect(Collectors.joining("\n"));

        assertThat(HexFormat.of().formatHex(Sha256.of(keys)))
                .as("raise KeyVersion.RULES if this code or its tables changed the keys; then put the new digest here").isEqualTo(DIGEST);
    }

    private static Stream<String> permits() throws IOException {
        return lines("/permits-sample.jsonl").map(line -> JsonMapper.shared().readTree(line).get("address").get(0).stringValue());
    }

    /** Returns a column of a table of other tests. */
    private static Stream<String> texts(String file, int column) throws IOException {
        return lines(file).filter(line -> !line.startsWith("# ")).map(line -> line.split("\t")[column]);
    }

    private static Stream<String> lines(String file) throws IOException {
        try (InputStream in = Objects.requireNonNull(KeyVersionTests.class.getResourceAsStream(file))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines();
        }
    }
}
