package io.opportunities.matching;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.matching.key.MatchBy;
import io.opportunities.web.VersionedResponse;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

class UpsertResponseTests {

    private static final UpsertOutcome<VersionedResponse<String>> CREATED = new UpsertOutcome.Created<>(new VersionedResponse<>("7", 0));
    private static final UpsertOutcome<VersionedResponse<String>> MATCHED = new UpsertOutcome.Matched<>(new VersionedResponse<>("7", 3),
            MatchBy.ADDRESS, 2, "enriched");

    @Test
    void aNewRecordIsCreatedAtItsLocation() {
        ResponseEntity<String> response = response(CREATED, false);

        assertThat(response.getStatusCode()).isEqualTo(HttpStatus.CREATED);
        assertThat(response.getHeaders().getLocation()).isEqualTo(URI.create("/opportunities/7"));
    }

    @Test
    void aDryRunCreatesNothing() {
        ResponseEntity<String> response = response(CREATED, true);

        assertThat(response.getStatusCode()).isEqualTo(HttpStatus.OK);
        assertThat(response.getHeaders().getLocation()).isNull();
        assertThat(response.getHeaders().getFirst("X-Match-Outcome")).isEqualTo("created");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aMatchedRecordHasNoLocation(boolean dryRun) {
        ResponseEntity<String> response = response(MATCHED, dryRun);

        assertThat(response.getStatusCode()).isEqualTo(HttpStatus.OK);
        assertThat(response.getHeaders().getLocation()).isNull();
    }

    @Test
    void theHeadersNameTheOutcomeAndTheNumberOfMatches() {
        assertThat(response(MATCHED, false).getHeaders().getFirst("X-Match-Outcome")).isEqualTo("enriched");
        assertThat(response(MATCHED, false).getHeaders().getFirst("X-Match-Count")).isEqualTo("2");
        assertThat(response(CREATED, false).getHeaders().getFirst("X-Match-Count")).isEqualTo("0");
    }

    @Test
    void theHeadersNameTheKeyThatFoundTheRecord() {
        assertThat(response(MATCHED, false).getHeaders().getFirst("X-Match-By")).isEqualTo("address");
        assertThat(response(CREATED, false).getHeaders().containsHeader("X-Match-By")).isFalse();
    }

    @Test
    void theHeadersOfTheFeatureAreAdded() {
        assertThat(response(CREATED, true).getHeaders().getFirst("X-Contact-Outcome")).isEqualTo("matched");
    }

    @Test
    void onlyADryRunSaysThatItIsOne() {
        assertThat(response(MATCHED, true).getHeaders().getFirst("X-Dry-Run")).isEqualTo("true");
        assertThat(response(MATCHED, false).getHeaders().containsHeader("X-Dry-Run")).isFalse();
    }

    @Test
    void theTagNamesTheVersionAfterTheStrategy() {
        assertThat(response(MATCHED, false).getHeaders().getETag()).startsWith("\"3-").endsWith("\"");
    }

    @Test
    void aMappedOutcomeKeepsItsNameAndNumberOfMatches() {
        UpsertOutcome<Integer> mapped = new UpsertOutcome.Matched<>("seven", MatchBy.TITLE, 3, "skipped").map(String::length);

        assertThat(mapped).isEqualTo(new UpsertOutcome.Matched<>(5, MatchBy.TITLE, 3, "skipped"));
        assertThat(new UpsertOutcome.Created<>("seven").map(String::length)).isEqualTo(new UpsertOutcome.Created<>(5));
    }

    private static ResponseEntity<String> response(UpsertOutcome<VersionedResponse<String>> outcome, boolean dryRun) {
        return UpsertResponse.of(outcome, new MatchInstruction(List.of(MatchBy.TITLE), null, MatchFoundStrategy.ENRICH, false, dryRun),
                Map.of("X-Contact-Outcome", "matched"), id -> "/opportunities/" + id);
    }
}
