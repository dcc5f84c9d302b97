package io.opportunities.common;

import io.opportunities.common.Violation.Code;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Path;
import jakarta.validation.Validator;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Holds a request record against its constraints and says what is broken in the service's own words. */
@Component
final class Constraints {

    private final Validator validator;

    Constraints(Validator validator) {
        this.validator = validator;
    }

    /** @param partial whether members that are left out stay as they are, as in a PATCH */
    void check(Object request, boolean partial, Violations violations) {
        Set<ConstraintViolation<Object>> all = validator.validate(request);
        if (all.isEmpty()) {
            return;
        }
        List<String> order = Arrays.stream(request.getClass().getRecordComponents()).map(component -> component.getName()).toList();
        all.stream()
                .filter(broken -> partial ? !isLeftAsItIs(broken) : !isAboutChanges(broken))
                .sorted(Comparator.comparingInt((ConstraintViolation<?> broken) -> order.indexOf(root(broken.getPropertyPath())))
                        .thenComparing(broken -> field(broken.getPropertyPath())))
                .forEach(broken -> say(broken, violations));
    }

    private static boolean isLeftAsItIs(ConstraintViolation<?> broken) {
        return broken.getConstraintDescriptor().getAnnotation() instanceof Required required
                && broken.getInvalidValue() instanceof PatchField<?> field && (field.isAbsent() || required.clearable());
    }

    private static boolean isAboutChanges(ConstraintViolation<?> broken) {
        return broken.getConstraintDescriptor().getAnnotation() instanceof CreateOnly;
    }

    private static void say(ConstraintViolation<?> broken, Violations violations) {
        String field = field(broken.getPropertyPath());
        if (violations.mentions(field) || violations.mentions(parent(field))) {
            return;
        }
        Map<String, Object> rule = broken.getConstraintDescriptor().getAttributes();
        switch (broken.getConstraintDescriptor().getAnnotation().annotationType().getSimpleName()) {
            case "Required" -> violations.add(field, Code.REQUIRED, "is required");
            case "CreateOnly" -> violations.add(field, Code.READ_ONLY, "is settled when the record is made and cannot be changed");
            case "CodePointLength" -> length(field, rule, broken, violations);
            case "Size" -> violations.add(field, Code.OUT_OF_RANGE, items(rule));
            case "Digits" -> violations.add(field, Code.OUT_OF_RANGE,
                    "must have at most %s digits before and %s after the decimal point; was %s".formatted(rule.get("integer"),
                            rule.get("fraction"), came(broken)));
            case "Range" -> violations.add(field, Code.OUT_OF_RANGE,
                    "must be from %s to %s; was %s".formatted(rule.get("min"), rule.get("max"), came(broken)));
            case "Email" -> violations.add(field, Code.INVALID_FORMAT, "must be an e-mail address; was " + came(broken));
            default -> violations.add(field, Code.INVALID_FORMAT, broken.getMessage() + "; was " + came(broken));
        }
    }

    private static void length(String field, Map<String, Object> rule, ConstraintViolation<?> broken, Violations violations) {
        int length = Text.length((String) broken.getInvalidValue());
        Code code = rule.get("max") instanceof Integer max && length > max ? Code.TOO_LONG : Code.TOO_SHORT;
        violations.add(field, code, "must have %s to %s characters; had %d".formatted(rule.get("min"), rule.get("max"), length)
                + (isSecret(broken) ? "" : ": " + came(broken)));
    }

    private static String items(Map<String, Object> rule) {
        return Integer.valueOf(0).equals(rule.get("min"))
                ? "must have at most %s items".formatted(rule.get("max"))
                : "must have %s to %s items".formatted(rule.get("min"), rule.get("max"));
    }

    private static String came(ConstraintViolation<?> broken) {
        Object value = broken.getInvalidValue();
        return value instanceof Number ? Text.printable(value.toString(), 60) : Text.quote(String.valueOf(value));
    }

    private static boolean isSecret(ConstraintViolation<?> broken) {
        String member = field(broken.getPropertyPath()).replaceAll(".*\\.|\\[.*", "");
        return broken.getLeafBean() != null && Arrays.stream(broken.getLeafBean().getClass().getDeclaredFields())
                .anyMatch(field -> field.getName().equals(member) && field.isAnnotationPresent(Secret.class));
    }

    /** {@code phases[0]} of {@code phases[0].name}: where that is wrong as a whole, nothing follows for its members. */
    private static String parent(String field) {
        return field.substring(0, Math.max(0, field.lastIndexOf('.')));
    }

    private static String root(Path path) {
        return path.iterator().next().getName();
    }

    /** {@code phases[0].name}: the names, without the nodes that stand for a container's item. */
    private static String field(Path path) {
        StringBuilder field = new StringBuilder();
        for (Path.Node node : path) {
            if (node.getIndex() != null) {
                field.append('[').append(node.getIndex()).append(']');
            }
            String name = node.getName();
            if (name != null && !name.startsWith("<")) {
                field.append(field.isEmpty() ? "" : ".").append(name);
            }
        }
        return field.toString();
    }
}
