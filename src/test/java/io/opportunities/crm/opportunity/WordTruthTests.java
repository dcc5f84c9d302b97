package io.opportunities.crm.opportunity;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.common.contact.PhoneNumbers;
import io.opportunities.support.ApiTest;
import io.opportunities.support.Client;
import io.opportunities.support.Service;
import io.opportunities.support.TestResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** {@code q} returns the same opportunities as plain Java, for words in any of their contacts. */
@Tag("citus")
@ApiTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WordTruthTests {

    private static final List<String> WORDS = List.of("roof", "rooftop", "oak", "dana", "dan", "cole", "Äpfel", "gutter", "42", "1234",
            "x");
    private static final long SEED = System.getProperty("seed") == null ? System.nanoTime() : Long.getLong("seed");

    @Autowired
    private Service service;

    @Autowired
    private PhoneNumbers phoneNumbers;

    private final Random random = new Random(SEED);
    private Client company;
    private final List<Long> contacts = new ArrayList<>();

    @BeforeAll
    void recordsThatShareContacts() {
        company = service.newCompany();
        for (int i = 0; i < 15; i++) {
            contacts.add(company.post("/contacts", """
                    {"name": "%s", "title": "%s", "emails": ["%s%d@example.com"], "phones": ["(615) 555-%04d"]}"""
                    .formatted(words(), words(), word(), i, random.nextInt(30))).id());
        }
        for (int i = 0; i < 60; i++) {
            List<String> members = new ArrayList<>(List.of("\"description\": \"%s\"".formatted(words())));
            if (random.nextBoolean()) {
                members.add("\"contacts\": " + Stream.generate(this::contact).limit(1 + random.nextInt(3)).toList());
            }
            if (random.nextInt(3) == 0) {
                members.add("\"primaryPhone\": \"615 555 %04d\"".formatted(random.nextInt(30)));
            }
            if (random.nextInt(3) == 0) {
                members.add("\"primaryEmail\": \"%s%d@example.com\"".formatted(word().toLowerCase(Locale.ROOT).replace("ä", "a"), i));
            }
            TestResponse made = company.post("/opportunities",
                    Opportunities.with(words() + " " + i, i + " Oak St", members.toArray(String[]::new)));
            assertThat(made.status()).as(made.body()).isEqualTo(201);
        }
    }

    @Test
    void everyTextFindsWhatJavaFindsWhateverIsRenamedAndRemoved() {
        for (int round = 0; round < 6; round++) {
            assertFoundAsByJava();
            company.patch("/contacts/" + contact(), "{\"name\": \"%s\"}".formatted(words()));
            company.patch("/opportunities/" + all("/opportunities?order_by=asc").get(round).get("id"), "{\"contacts\": [%d, %d]}"
                    .formatted(contact(), contact()));
            long gone = contact();
            contacts.remove(gone);
            company.delete("/contacts/" + gone);
        }
    }

    private void assertFoundAsByJava() {
        Map<Long, Set<String>> ofContacts = new HashMap<>();
        all("/contacts?order_by=asc").forEach(contact -> ofContacts.put(contact.get("id").asLong(),
                begins(contact, "name", "title", "emails", "phones")));
        List<JsonNode> records = all("/opportunities?order_by=asc");
        for (int i = 0; i < 60; i++) {
            String q = question();
            List<Long> expected = records.stream().filter(record -> {
                Set<String> has = begins(record, "title", "description", "address", "number", "primaryEmail", "primaryPhone");
                record.get("contacts").forEach(id -> has.addAll(ofContacts.get(id.asLong())));
                return matches(q, has);
            }).map(record -> record.get("id").asLong()).toList();

            String path = "/opportunities?order_by=asc&q=" + URLEncoder.encode(q, StandardCharsets.UTF_8);
            assertThat(all(path).stream().map(record -> record.get("id").asLong())).as("%s, seed %d", q, SEED)
                    .containsExactlyElementsOf(expected);
            assertThat(company.get(path + "&include_total=true&page_size=1").header("X-Total-Count")).as(q)
                    .isEqualTo(String.valueOf(expected.size()));
        }
    }

    private String question() {
        return switch (random.nextInt(8)) {
            case 0 -> "(615) 555-%04d".formatted(random.nextInt(30));
            case 1 -> "555 %04d".formatted(random.nextInt(30));
            case 2 -> word() + " 555";
            default -> String.join(" ", Stream.generate(() -> {
                String word = word();
                return random.nextBoolean() ? word : word.substring(0, 1 + random.nextInt(word.length())).toUpperCase(Locale.ROOT);
            }).limit(1 + random.nextInt(3)).toList());
        };
    }

    private static boolean matches(String q, Set<String> has) {
        boolean all = tokens(q).allMatch(word -> has.stream().anyMatch(one -> one.startsWith(word)));
        String digits = PhoneNumbers.digits(q);
        return all || q.matches("[-+().0-9 ]*") && digits.length() >= 7 && has.stream().anyMatch(one -> one.startsWith(digits));
    }

    private Set<String> begins(JsonNode record, String... members) {
        Set<String> words = new HashSet<>();
        for (String member : members) {
            JsonNode value = record.get(member);
            if (value == null) {
                continue;
            }
            (value.isArray() ? value.valueStream() : Stream.of(value)).filter(one -> !one.isNull()).map(JsonNode::asString)
                    .forEach(text -> {
                        tokens(text).forEach(words::add);
                        if (member.toLowerCase(Locale.ROOT).contains("phone")) {
                            String key = String.valueOf(phoneNumbers.key(text)).replaceAll("[^0-9]", "");
                            words.addAll(List.of(key, key.substring(Math.max(0, key.length() - 10)),
                                    key.substring(Math.max(0, key.length() - 7))));
                        }
                    });
        }
        return words;
    }

    private static Stream<String> tokens(String text) {
        return Arrays.stream(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+")).filter(word -> !word.isEmpty());
    }

    private List<JsonNode> all(String path) {
        List<JsonNode> all = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            TestResponse page = company.get(path + "&page_size=100&cursor=" + cursor);
            assertThat(page.status()).as(path + " " + page.body()).isEqualTo(200);
            page.json().forEach(all::add);
            cursor = page.header("X-Next-Cursor");
        }
        return all;
    }

    private long contact() {
        return contacts.get(random.nextInt(contacts.size()));
    }

    private String words() {
        return String.join(" ", Stream.generate(this::word).limit(1 + random.nextInt(3)).toList());
    }

    private String word() {
        return WORDS.get(random.nextInt(WORDS.size()));
    }
}
