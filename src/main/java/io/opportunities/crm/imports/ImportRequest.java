package io.opportunities.crm.imports;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonFormat;
import io.opportunities.common.Text;
import io.opportunities.common.Times;
import io.opportunities.crm.imports.mapping.MappingReader;
import io.opportunities.matching.key.MatchBy;
import io.opportunities.matching.MatchFoundStrategy;
import io.opportunities.web.error.Violation.Code;
import io.opportunities.web.error.Violations;
import io.opportunities.web.json.PatchField;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The body of {@code PATCH /imports/{id}}. The matching members have the names and values of the parameters of a create. */
@Schema(example = """
        {"mapping": {"columns": {"Job": "title", "City": "address", "Notes": null}, "constants": {"trades": ["Roofing"]}},
         "matchBy": ["externalId", "primaryEmail"], "matchFoundStrategy": "enrich"}""")
record ImportRequest(
        PatchField<MappingRequest> mapping,
        @JsonAlias("match_by") @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) PatchField<@Size(min = 1, max = 5) List<String>> matchBy,
        @JsonAlias("match_window") PatchField<String> matchWindow,
        @JsonAlias("match_found_strategy") PatchField<String> matchFoundStrategy,
        @JsonAlias("allow_new_options") PatchField<Boolean> allowNewOptions) {

    private static final List<String> KEYS = Arrays.stream(MatchBy.values()).map(MatchBy::wireName).toList();
    private static final List<String> STRATEGIES = Arrays.stream(MatchFoundStrategy.values()).map(MatchFoundStrategy::wireName).toList();

    /**
     * The mapping of a request.
     *
     * @param columns the member of each column, several members, or null for none
     * @param constants values of members for rows whose columns give none
     * @param values replacements of the cells of a column
     */
    record MappingRequest(@Nullable Map<String, JsonNode> columns, @Nullable Map<String, JsonNode> constants,
            @Nullable Map<String, @Nullable Map<String, @Nullable String>> values) {

        MappingReader.Sent toSent() {
            return new MappingReader.Sent(columns == null ? Map.of() : columns, constants == null ? Map.of() : constants,
                    values == null ? Map.of() : withoutNulls(values));
        }

        private static Map<String, Map<String, String>> withoutNulls(Map<String, @Nullable Map<String, @Nullable String>> values) {
            Map<String, Map<String, String>> all = new LinkedHashMap<>();
            values.forEach((column, replaced) -> {
                Map<String, String> cells = new LinkedHashMap<>();
                if (replaced != null) {
                    replaced.forEach((from, to) -> cells.put(from, to == null ? "" : to));
                }
                all.put(column, cells);
            });
            return all;
        }
    }

    /** The matching members, checked. */
    record Options(PatchField<List<String>> matchBy, PatchField<Duration> matchWindow, PatchField<String> strategy,
            PatchField<Boolean> allowNewOptions) {}

    Options options(Violations violations) {
        PatchField<List<String>> keys = matchBy.map(sent -> sent.stream().flatMap(one -> Arrays.stream(one.split(",", -1))).map(Text::trim)
                .distinct().toList());
        keys.ifGiven(given -> given.stream().filter(key -> !KEYS.contains(key)).findFirst()
                .ifPresent(key -> violations.add("matchBy", Code.NOT_ALLOWED, oneOf(KEYS, key))));
        matchFoundStrategy.ifGiven(strategy -> {
            if (!STRATEGIES.contains(strategy)) {
                violations.add("matchFoundStrategy", Code.NOT_ALLOWED, oneOf(STRATEGIES, strategy));
            }
        });
        return new Options(keys, matchWindow.map(text -> window(text, violations)), matchFoundStrategy, allowNewOptions);
    }

    private static Duration window(String text, Violations violations) {
        Optional<Duration> window = Times.parseDuration(text);
        if (window.isEmpty()) {
            violations.add("matchWindow", Code.INVALID_FORMAT, Times.DURATION_RULE + "; was " + Text.quote(text));
        }
        return window.orElse(Duration.ZERO);
    }

    private static String oneOf(List<String> allowed, String sent) {
        return "must be one of %s; was %s".formatted(String.join(", ", allowed), Text.quote(sent));
    }
}
