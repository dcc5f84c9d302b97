package io.opportunities.crm.opportunity;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.ApiTest;
import io.opportunities.support.Client;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Random sequences of merges, changes and unmerges, compared with a model. {@code -Dmodel.runs=100} runs more of them. */
@ApiTest
class MergeModelTests {

    private static final int STEPS = 25;
    private static final int RECORDS = 4;
    private static final List<String> MEMBERS = List.of("description", "externalId", "primaryEmail", "value");

    private final Client company;
    private int merges;

    MergeModelTests(Client company) {
        this.company = company;
    }

    static List<Integer> seeds() {
        List<Integer> seeds = new ArrayList<>();
        for (int seed = 0; seed < Integer.getInteger("model.runs", 6); seed++) {
            seeds.add(seed);
        }
        return seeds;
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void anySequenceGivesWhatTheModelGives(int seed) {
        Random random = new Random(seed);
        Map<Long, Model> models = new LinkedHashMap<>();
        for (int i = 0; i < RECORDS; i++) {
            models.put(company.post("/opportunities", Opportunities.body()).id(), new Model());
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

    private void change(Map<Long, Model> models, long id, Random random, int number) {
        String member = MEMBERS.get(random.nextInt(MEMBERS.size()));
        String value = random.nextInt(3) == 0 ? null : switch (member) {
            case "value" -> String.valueOf(number);
            case "primaryEmail" -> "\"p%d@example.com\"".formatted(number);
            default -> "\"%s %d\"".formatted(member, number);
        };
        int status = company.patch("/opportunities/" + id, "{\"%s\": %s}".formatted(member, value)).status();
        Model model = model(models, id);
        assertThat(status).isEqualTo(model.mergedInto == null ? 200 : 409);
        if (model.mergedInto == null) {
            model.put(member, value);
        }
    }

    private void merge(Map<Long, Model> models, long target, long source, Random random) {
        String chosen = MEMBERS.get(random.nextInt(MEMBERS.size()));
        long by = random.nextBoolean() ? source : target;
        int status = company.post("/opportunities/" + target + "/merge",
                "{\"sources\": [%d], \"members\": {\"%s\": %d}}".formatted(source, chosen, by)).status();
        boolean possible = target != source && model(models, source).mergedInto == null;
        assertThat(status).isEqualTo(model(models, target).mergedInto != null ? 409 : possible ? 200 : 400);
        if (status == 200) {
            model(models, target).take(model(models, source), chosen, by == source);
            model(models, source).mergedInto = target;
            model(models, source).ordinal = ++merges;
        }
    }

    private void unmerge(Map<Long, Model> models, long target, long source) {
        Model model = model(models, source);
        var answer = company.post("/opportunities/" + target + "/unmerge", "{\"sources\": [%d]}".formatted(source));
        assertThat(answer.status()).isEqualTo(
                model(models, target).mergedInto != null ? 409 : Objects.equals(model.mergedInto, target) ? 200 : 400);
        if (answer.status() == 200) {
            model.mergedInto = null;
            JsonNode kept = answer.json().get("changedSince");
            assertThat(kept.isEmpty() ? List.of() : kept.get(0).get("members").valueStream().map(JsonNode::stringValue).sorted().toList())
                    .isEqualTo(List.copyOf(model(models, target).giveBack(model, later(models, target, model))));
        }
    }

    /** The merges into a record after another one, in order. */
    private static List<Model> later(Map<Long, Model> models, long target, Model undone) {
        return models.values().stream().filter(model -> Objects.equals(model.mergedInto, target) && model.ordinal > undone.ordinal)
                .sorted(Comparator.comparingInt(model -> model.ordinal)).toList();
    }

    private static Model model(Map<Long, Model> models, long id) {
        return Objects.requireNonNull(models.get(id));
    }

    private Map<String, String> shown(long id) {
        JsonNode record = company.get("/opportunities/" + id).json();
        Map<String, String> shown = new TreeMap<>();
        shown.put("id", record.get("id").toString());
        MEMBERS.stream().filter(record::hasNonNull).forEach(member -> shown.put(member, record.get(member).toString()));
        return shown;
    }

    /** A record. Its undo has both values of each member that its merge changed in the target. */
    private static final class Model {

        private final Map<String, String> values = new TreeMap<>();
        private final Map<String, String[]> undo = new TreeMap<>();
        private @Nullable Long mergedInto;
        private int ordinal;

        void put(String member, @Nullable String value) {
            if (value == null) {
                values.remove(member);
            } else {
                values.put(member, value);
            }
        }

        void take(Model source, String chosen, boolean bySource) {
            source.undo.clear();
            for (String member : MEMBERS) {
                String mine = values.get(member);
                String theirs = source.values.get(member);
                boolean takes = member.equals(chosen) ? bySource : mine == null && theirs != null;
                if (takes && !Objects.equals(mine, theirs)) {
                    source.undo.put(member, new String[]{mine, theirs});
                    put(member, theirs);
                }
            }
        }

        /**
         * @param later the later merges: the first that found a value of this one gives back what this one had found
         * @return the members that were changed since
         */
        TreeSet<String> giveBack(Model source, List<Model> later) {
            TreeSet<String> kept = new TreeSet<>();
            source.undo.forEach((member, change) -> {
                later.stream().map(merge -> merge.undo.get(member)).filter(next -> next != null && Objects.equals(next[0], change[1]))
                        .findFirst().ifPresent(next -> next[0] = change[0]);
                if (Objects.equals(values.get(member), change[1])) {
                    put(member, change[0]);
                } else {
                    kept.add(member);
                }
            });
            return kept;
        }

        Map<String, String> shown(long id, Map<Long, Model> models) {
            if (mergedInto != null) {
                return model(models, mergedInto).shown(mergedInto, models);
            }
            Map<String, String> shown = new TreeMap<>(values);
            shown.put("id", String.valueOf(id));
            return shown;
        }
    }
}
