package io.opportunities.crm.delivery.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.json.JsonMapper;

class SignedBodyTests {

    private static final List<String> SECRETS = List.of(secret(1), secret(2));
    private static final String BODY = "{\"event\":{\"eventId\":\"evt_1\"},\"record\":{\"title\":\"Dach über \\u00dc \uD83C\uDFE0\"}}";

    private final Map<String, String> headers = SignedBody.headers("evt_1", Instant.now(), BODY.getBytes(StandardCharsets.UTF_8), SECRETS);

    @Test
    void javaLibraryVerifiesWithEachSecret() throws Exception {
        for (String secret : SECRETS) {
            assertThatCode(() -> new Webhook(secret).verify(BODY, lists())).doesNotThrowAnyException();
            assertThatThrownBy(() -> new Webhook(secret).verify(BODY + " ", lists())).isInstanceOf(WebhookVerificationException.class);
        }
        assertThatThrownBy(() -> new Webhook(secret(3)).verify(BODY, lists())).isInstanceOf(WebhookVerificationException.class);
    }

    /** Skipped without Node or without a network. */
    @Test
    void nodeLibrariesVerify(@TempDir Path folder) throws Exception {
        Assumptions.assumeTrue(run(folder, "", "npm", "install", "--silent", "--no-audit", "--no-fund", "standardwebhooks@1.1.1",
                "svix@2.5.0").isPresent(), "npm cannot install the libraries here");
        Files.writeString(folder.resolve("verify.mjs"),
                new ClassPathResource("webhooks/verify.mjs").getContentAsString(StandardCharsets.UTF_8));

        assertThat(run(folder, JsonMapper.shared().writeValueAsString(Map.of("secrets", SECRETS, "body", BODY, "headers", headers)),
                "node", "verify.mjs")).hasValueSatisfying(output -> assertThat(output).contains("verified"));
    }

    private Map<String, List<String>> lists() {
        Map<String, List<String>> lists = new HashMap<>();
        headers.forEach((name, value) -> lists.put(name, List.of(value)));
        return lists;
    }

    /** Returns the output of a command, empty if it fails or is not there. */
    private static Optional<String> run(Path folder, String input, String... command) throws InterruptedException {
        try {
            Path output = folder.resolve("output.txt");
            Process process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true)
                    .redirectOutput(output.toFile()).start();
            process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().close();
            boolean ended = process.waitFor(2, TimeUnit.MINUTES) && process.exitValue() == 0;
            return ended ? Optional.of(Files.readString(output)) : Optional.empty();
        } catch (IOException notThere) {
            return Optional.empty();
        }
    }

    private static String secret(int seed) {
        byte[] bytes = new byte[32];
        new Random(seed).nextBytes(bytes);
        return "whsec_" + Base64.getEncoder().encodeToString(bytes);
    }
}
