package io.opportunities.web.query;

import io.opportunities.common.Text;
import io.opportunities.common.Times;
import io.opportunities.web.error.Violation.Code;
import io.opportunities.web.error.Violations;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** Reads query parameters as typed values. An invalid value adds a violation and counts as its default. */
public final class QueryParameters {

    private final Map<String, String[]> parameters;
    private final Violations violations;
    private final Consumer<QueryParameter> asked;

    /** @param asked receives each parameter that is read */
    public QueryParameters(Map<String, String[]> parameters, Violations violations, Consumer<QueryParameter> asked) {
        this.parameters = parameters;
        this.violations = violations;
        this.asked = asked;
    }

    public <E> E oneOf(String name, List<E> allowed, Function<E, String> wireName, E fallback) {
        asked.accept(QueryParameter.oneOf(name, allowed.stream().map(wireName).toList(), wireName.apply(fallback)));
        return choice(name, allowed, wireName, fallback);
    }

    /** Reads one or more of the allowed values, comma-separated, each once and in the order of the list. */
    public <E> List<E> someOf(String name, List<E> allowed, Function<E, String> wireName, E fallback) {
        List<String> names = allowed.stream().map(wireName).toList();
        asked.accept(QueryParameter.someOf(name, names, wireName.apply(fallback)));
        List<String> given = single(name).map(text -> List.of(text.split(",", -1))).orElse(List.of(wireName.apply(fallback)));
        List<String> others = given.stream().filter(text -> !names.contains(text)).toList();
        if (!others.isEmpty()) {
            violations.add(name, Code.NOT_ALLOWED,
                    "must be one of %s, or several, comma-separated; was %s".formatted(String.join(", ", names),
                            Text.quote(others.getFirst())));
            return List.of(fallback);
        }
        return given.stream().distinct().map(text -> allowed.get(names.indexOf(text))).toList();
    }

    /** Reads a duration such as {@code 90d}, from a second to a hundred years. */
    public Optional<Duration> duration(String name) {
        return parsed(name, Times.DURATION_RULE, Times::parseDuration);
    }

    public boolean flag(String name, boolean fallback) {
        asked.accept(QueryParameter.flag(name, fallback));
        return choice(name, List.of(true, false), String::valueOf, fallback);
    }

    private <E> E choice(String name, List<E> allowed, Function<E, String> wireName, E fallback) {
        Optional<String> given = single(name);
        Optional<E> found = given.flatMap(text -> allowed.stream().filter(value -> wireName.apply(value).equals(text)).findFirst());
        if (given.isPresent() && found.isEmpty()) {
            List<String> names = allowed.stream().map(wireName).toList();
            violations.add(name, Code.NOT_ALLOWED,
                    "must be one of %s; was %s".formatted(String.join(", ", names), Text.quote(given.get())));
        }
        return found.orElse(fallback);
    }

    public int integer(String name, int fallback, int min, int max) {
        asked.accept(QueryParameter.integer(name, fallback, min, max));
        Optional<String> given = single(name);
        Optional<Integer> found = given.flatMap(QueryParameters::parse).filter(number -> number >= min && number <= max);
        if (given.isPresent() && found.isEmpty()) {
            violations.add(name, Code.OUT_OF_RANGE,
                    "must be an integer from %d to %d; was %s".formatted(min, max, Text.quote(given.get())));
        }
        return found.orElse(fallback);
    }

    public Optional<String> text(String name) {
        asked.accept(QueryParameter.text(name));
        return storable(name);
    }

    /** Reads a text that is documented as required; the caller rejects the request without it. */
    public Optional<String> requiredText(String name) {
        asked.accept(QueryParameter.requiredText(name));
        return storable(name);
    }

    private Optional<String> storable(String name) {
        return single(name).filter(value -> {
            boolean storable = Text.isStorable(value);
            if (!storable) {
                violations.add(name, Code.INVALID_CHARACTERS, "must not contain the NUL character; was " + Text.quote(value));
            }
            return storable;
        });
    }

    /** Reads a text to search for; blank counts as absent. */
    public Optional<String> words(String name) {
        return text(name).map(Text::trim).filter(words -> !words.isEmpty());
    }

    /**
     * Reads a text and converts it.
     *
     * @param rule the violation message for an invalid text
     */
    public <T> Optional<T> parsed(String name, String rule, Function<String, Optional<T>> parser) {
        Optional<String> given = text(name);
        Optional<T> found = given.flatMap(parser);
        if (given.isPresent() && found.isEmpty()) {
            violations.add(name, Code.INVALID_FORMAT, rule + "; was " + Text.quote(given.get()));
        }
        return found;
    }

    /** Reads the id of a record. */
    public Optional<Long> id(String name) {
        asked.accept(QueryParameter.id(name));
        Optional<String> given = single(name);
        Optional<Long> found = given.flatMap(QueryParameters::parseLong);
        if (given.isPresent() && found.isEmpty()) {
            violations.add(name, Code.WRONG_TYPE, "must be an integer of at most 64 bits; was " + Text.quote(given.get()));
        }
        return found;
    }

    /** Reads an instant, or the beginning of a day in UTC. */
    public Optional<Instant> time(String name) {
        asked.accept(QueryParameter.time(name));
        return single(name).flatMap(text -> {
            Optional<Instant> found = Times.parse(Text.trim(text));
            if (found.isEmpty()) {
                violations.add(name, Code.INVALID_FORMAT, Times.RULE + "; was " + Text.quote(text));
            }
            return found;
        });
    }

    /** Adds a violation if both of two exclusive parameters are given. */
    public void rejectBoth(String name, String other) {
        if (parameters.containsKey(name) && parameters.containsKey(other)) {
            violations.add(name, Code.NOT_ALLOWED, "must not be given together with " + other);
        }
    }

    /** Reads all values of a repeatable parameter with comma-separated lists. */
    public List<String> listOf(String name, List<String> allowed) {
        asked.accept(QueryParameter.listOf(name, allowed));
        List<String> values = Arrays.stream(parameters.getOrDefault(name, new String[0]))
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .map(Text::trim)
                .toList();
        values.stream().filter(value -> !allowed.contains(value)).forEach(value -> violations.add(name, Code.NOT_ALLOWED,
                "must be one or more of %s; was %s".formatted(String.join(", ", allowed), Text.quote(value))));
        return values;
    }

    private static Optional<Long> parseLong(String text) {
        try {
            return Optional.of(Long.valueOf(Text.trim(text)));
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }

    private static Optional<Integer> parse(String text) {
        try {
            return Optional.of(Integer.valueOf(text));
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }

    private Optional<String> single(String name) {
        String[] values = parameters.getOrDefault(name, new String[0]);
        if (values.length > 1) {
            violations.add(name, Code.NOT_ALLOWED, "must be given once; came %d times".formatted(values.length));
        }
        return values.length == 1 ? Optional.of(values[0]) : Optional.empty();
    }
}
