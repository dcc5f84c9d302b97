package io.opportunities.crm.opportunity;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.ApiTest;
import io.opportunities.support.Client;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Random sequences of merges, changes and unmerges, compared with a model. {@code -Dmodel.runs=100} runs more of them. */
@ApiTest
class MergeModelTests {

    private static final int STEPS = 25;
    private static final int RECORDS = 4;

    private final Client company;
    private String kind = "";
    private List<String> members = List.of();
    private int merges;

    MergeModelTests(Client company) {
        this.company = company;
    }

    static Stream<Arguments> sequences() {
        return IntStream.range(0, Integer.getInteger("model.runs", 2)).boxed()
                .flatMap(seed -> Stream.of("opportunities", "accounts", "contacts").map(kind -> Arguments.of(kind, seed)));
    }

    @ParameterizedTest
    @MethodSource("sequences")
    void anySequenceGivesWhatTheModelGives(String records, int seed) {
        kind = records;
        members = MergeModel.MEMBERS.getOrDefault(kind, List.of());
        Random random = new Random(seed);
        Map<Long, MergeModel> models = new LinkedHashMap<>();
        for (int i = 0; i < RECORDS; i++) {
            models.put(company.post("/" + kind, kind.equals("contacts") ? "{\"name\": \"Jo\"}" : Opportunities.body()).id(),
                    new MergeModel(members));
        }
        List<Long> ids = List.copyOf(models.keySet());
        for (int step = 0; step < STEPS; step++) {
            long target = ids.get(random.nextInt(RECORDS));
            long source = ids.get(random.nextInt(RECORDS));
            switch (random.nextInt(4)) {
                case 0 -> merge(models, target, source, random);
                case 1 -> unmerge(models, target, source);
                default -> change(models, target, random, seed * 1_000 + step);
            }
            models.forEach((id, model) -> assertThat(shown(id)).as("seed %d, record %d", seed, id).isEqualTo(model.shown(id, models)));
        }
    }

    private void change(Map<Long, MergeModel> models, long id, Random random, int number) {
        if (kind.equals("contacts") && random.nextBoolean()) {
            changeEmails(MergeModel.of(models, id), id, random);
            return;
        }
        String member = members.get(random.nextInt(members.size()));
        String value = random.nextInt(3) == 0 ? null : switch (member) {
            case "value" -> String.valueOf(number);
            case "primaryEmail" -> "\"p%d@example.com\"".formatted(number);
            default -> "\"%s %d\"".formatted(member, number);
        };
        int status = company.patch("/%s/".formatted(kind) + id, "{\"%s\": %s}".formatted(member, value)).status();
        MergeModel model = MergeModel.of(models, id);
        assertThat(status).isEqualTo(model.mergedInto == null ? 200 : 409);
        if (model.mergedInto == null) {
            model.put(member, value);
        }
    }

    private void changeEmails(MergeModel model, long id, Random random) {
        List<String> emails = Stream.of("a", "b", "c", "d").filter(name -> random.nextBoolean()).map("\"%s@example.com\""::formatted)
                .toList();
        int status = company.patch("/contacts/" + id, "{\"emails\": %s}".formatted(emails)).status();
        assertThat(status).isEqualTo(model.mergedInto == null ? 200 : 409);
        if (model.mergedInto == null) {
            model.emails.clear();
            model.emails.addAll(emails);
        }
    }

    private void merge(Map<Long, MergeModel> models, long target, long source, Random random) {
        String chosen = members.get(random.nextInt(members.size()));
        long by = random.nextBoolean() ? source : target;
        int status = company.post("/%s/".formatted(kind) + target + "/merge",
                "{\"sources\": [%d], \"members\": {\"%s\": %d}}".formatted(source, chosen, by)).status();
        boolean possible = target != source && MergeModel.of(models, source).mergedInto == null;
        assertThat(status).isEqualTo(MergeModel.of(models, target).mergedInto != null ? 409 : possible ? 200 : 400);
        if (status == 200) {
            MergeModel.of(models, target).take(MergeModel.of(models, source), chosen, by == source);
            MergeModel.of(models, source).mergedInto = target;
            MergeModel.of(models, source).ordinal = ++merges;
        }
    }

    private void unmerge(Map<Long, MergeModel> models, long target, long source) {
        MergeModel model = MergeModel.of(models, source);
        var answer = company.post("/%s/".formatted(kind) + target + "/unmerge", "{\"sources\": [%d]}".formatted(source));
        assertThat(answer.status()).isEqualTo(
                MergeModel.of(models, target).mergedInto != null ? 409 : Objects.equals(model.mergedInto, target) ? 200 : 400);
        if (answer.status() == 200) {
            model.mergedInto = null;
            JsonNode kept = answer.json().get("changedSince");
            assertThat(kept.isEmpty() ? List.of() : kept.get(0).get("members").valueStream().map(JsonNode::stringValue).sorted().toList())
                    .isEqualTo(List.copyOf(MergeModel.of(models, target).giveBack(model, later(models, target, model))));
        }
    }

    /** The merges into a record after another one, in order. */
    private static List<MergeModel> later(Map<Long, MergeModel> models, long target, MergeModel undone) {
        return models.values().stream().filter(model -> Objects.equals(model.mergedInto, target) && model.ordinal > undone.ordinal)
                .sorted(Comparator.comparingInt(model -> model.ordinal)).toList();
    }

    private Map<String, String> shown(long id) {
        JsonNode record = company.get("/%s/".formatted(kind) + id).json();
        Map<String, String> shown = new TreeMap<>();
        shown.put("id", record.get("id").toString());
        members.stream().filter(record::hasNonNull).forEach(member -> shown.put(member, record.get(member).toString()));
        if (kind.equals("contacts")) {
            shown.put("emails", record.get("emails").valueStream().map(JsonNode::toString).toList().toString());
        }
        return shown;
    }
}
