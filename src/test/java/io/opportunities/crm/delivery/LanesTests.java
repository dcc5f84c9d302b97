package io.opportunities.crm.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.crm.delivery.http.Attempt;
import io.opportunities.crm.event.EventLog;
import io.opportunities.crm.event.EventResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LanesTests {

    private static final Instant NOW = Instant.parse("2026-11-30T00:00:00Z");
    private static final RecordKey FIRST = new RecordKey("opportunity", 1);

    private final Lanes lanes = new Lanes(0, Map.of(), new Random(1));

    @Test
    void eventsOfARecordFollowEachOther() {
        read(event(1, 1), event(2, 1), event(3, 2));

        assertThat(sequences(lanes.toSend(NOW, 10))).containsExactly(1L, 3L);
        assertThat(lanes.toSend(NOW, 10)).isEmpty();
        lanes.done(event(1, 1), attempt(200, Duration.ZERO), NOW);
        assertThat(sequences(lanes.toSend(NOW, 10))).containsExactly(2L);
        assertThat(lanes.position()).isEqualTo(1);
    }

    @Test
    void partWithoutEventsEndsTheArrearsOnlyIfItIsTheLast() {
        read(event(1, 1));
        lanes.toSend(NOW, 1);
        lanes.done(event(1, 1), attempt(500, Duration.ZERO), NOW);
        Instant later = NOW.plusSeconds(10);

        assertThat(lanes.toRead(later, 10)).containsEntry(FIRST, 1L);
        assertThat(lanes.read(FIRST, new EventLog.Part(List.of(), 20, false, null), later)).isFalse();
        assertThat(lanes.isInArrears(FIRST)).isTrue();
        read(new EventLog.Part(List.of(), 40, true, null));
        assertThat(lanes.toRead(later, 10)).containsEntry(FIRST, 21L);
        assertThat(lanes.read(FIRST, new EventLog.Part(List.of(), 40, true, null), later)).isTrue();
        assertThat(lanes.isInArrears(FIRST)).isFalse();
    }

    @Test
    void recordWithManyEventsIsInArrearsAndTheOthersGoOn() {
        Map<RecordKey, Retry> full = lanes.read(
                new EventLog.Part(IntStream.rangeClosed(1, 30).mapToObj(i -> event(i, 1)).toList(), 30, true, null),
                Set.of(), NOW);

        assertThat(full).isEqualTo(Map.of(FIRST, Retry.first(1, NOW)));
        assertThat(lanes.position()).isEqualTo(30);
        assertThat(lanes.queued()).isEqualTo(20);
    }

    @Test
    void signOfLifeHurriesRetriesExceptThoseWhoseTimeWasNamed() {
        read(event(1, 1), event(2, 2));
        lanes.toSend(NOW, 2);
        lanes.done(event(1, 1), attempt(429, Duration.ofMinutes(5)), NOW);
        lanes.done(event(2, 2), attempt(500, Duration.ZERO), NOW);

        lanes.hurry(NOW);

        assertThat(lanes.toRead(NOW, 10)).containsOnlyKeys(new RecordKey("opportunity", 2));
    }

    @Test
    void failingRecordsLeaveHalfOfThePlacesToOthers() {
        read(IntStream.rangeClosed(1, 10).mapToObj(i -> event(i, i)).toArray(EventResponse[]::new));
        lanes.toSend(NOW, 10).forEach(event -> lanes.done(event, attempt(500, Duration.ZERO), NOW));
        Instant later = NOW.plusSeconds(10);
        lanes.toRead(later, 10)
                .forEach((key, from) -> lanes.read(key, new EventLog.Part(List.of(event(from, key.recordId())), 10, true, null), later));
        read(IntStream.rangeClosed(11, 20).mapToObj(i -> event(i, i)).toArray(EventResponse[]::new));

        assertThat(sequences(lanes.toSend(later, 6)).stream().filter(sequence -> sequence <= 10)).hasSize(3);
    }

    @Test
    void retryAheadOfTheLogWaitsForIt() {
        Lanes begun = new Lanes(5, Map.of(FIRST, Retry.first(9, NOW)), new Random(1));

        assertThat(begun.toRead(NOW, 10)).isEmpty();
        assertThat(begun.nextRetry()).isEmpty();
        begun.read(new EventLog.Part(List.of(event(9, 1)), 9, true, null), Set.of(), NOW);
        assertThat(begun.toRead(NOW, 10)).containsEntry(FIRST, 9L);
    }

    private void read(EventResponse... events) {
        read(new EventLog.Part(List.of(events), Arrays.stream(events).mapToLong(EventResponse::sequence).max().orElseThrow(), true, null));
    }

    private void read(EventLog.Part part) {
        lanes.read(part, Set.of(), NOW);
    }

    private static List<Long> sequences(List<EventResponse> events) {
        return events.stream().map(EventResponse::sequence).toList();
    }

    private static Attempt attempt(int status, Duration retryAfter) {
        return new Attempt(status, Duration.ZERO, "", Optional.of(retryAfter).filter(Duration::isPositive));
    }

    private static EventResponse event(long sequence, long recordId) {
        return new EventResponse("evt_" + sequence, sequence, "opportunity", recordId, "REQUEST_UPDATED", "Request updated", NOW, null,
                List.of(),
                Map.of());
    }
}
