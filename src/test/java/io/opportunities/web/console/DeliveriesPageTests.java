package io.opportunities.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.Receiver;
import java.io.IOException;
import org.junit.jupiter.api.Test;

@ConsoleTest
class DeliveriesPageTests {

    @Test
    void aFailedDeliveryIsReplayed(Console console) throws IOException {
        try (Receiver receiver = new Receiver()) {
            receiver.answer(delivery -> 400);
            console.signIn().go("deliveries").see("No webhooks yet").button("New webhook").click();
            console.field("Address").fill(receiver.url());
            console.button("Set up").click();
            console.see("shown this once").see("whsec_");
            console.company().post("/contacts", "{\"name\": \"Dana\"}");
            console.link("Attempts").click();
            console.see("waiting").see("answer 400");

            receiver.answer(delivery -> 200);
            console.button("Replay").click();

            console.see("It is sent again").see("delivered");
            assertThat(receiver.awaitAccepted(1).getFirst().event().get("triggerKey").stringValue()).isEqualTo("CONTACT_CREATED");
        }
    }

    @Test
    void aTestCallShowsTheAnswer(Console console) throws IOException {
        try (Receiver receiver = new Receiver()) {
            console.company().post("/webhooks", "{\"url\": \"%s\"}".formatted(receiver.url()));
            console.signIn().go("deliveries").button("Test").click();

            console.see("Test: accepted").see("answer 200");
        }
    }

    @Test
    void anAddressThatIsNoneIsExplainedNextToItsField(Console console) {
        console.signIn().go("deliveries").button("New webhook").click();
        console.field("Address").fill("nonsense");
        console.button("Set up").click();

        console.see("url must be").see("Please correct the marked fields");
    }
}
