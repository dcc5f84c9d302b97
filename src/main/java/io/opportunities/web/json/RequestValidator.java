package io.opportunities.web.json;

import io.opportunities.common.Text;
import io.opportunities.web.error.Violation.Code;
import io.opportunities.web.error.Violations;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Path;
import jakarta.validation.Validator;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Validates a request record against its constraints and reports violations in the service's own words. */
@Component
public final class RequestValidator {

    private final Validator validator;

    RequestValidator(Validator validator) {
        this.validator = validator;
    }

    /** @param partial whether absent members keep their values, as in a PATCH */
    void check(Object request, boolean partial, Violations violations) {
        Set<ConstraintViolation<Object>> all = validator.validate(request);
        if (all.isEmpty()) {
            return;
        }
        List<String> order = Arrays.stream(request.getClass().getRecordComponents()).map(component -> component.getName()).toList();
        all.stream()
                .filter(broken -> partial ? !isUnchanged(broken) : !isAboutChanges(broken))
                .sorted(Comparator.comparingInt((ConstraintViolation<?> broken) -> order.indexOf(root(broken.getPropertyPath())))
                        .thenComparing(broken -> field(broken.getPropertyPath())))
                .forEach(broken -> addViolation(broken, violations));
    }

    private static boolean isUnchanged(ConstraintViolation<?> broken) {
        return broken.getConstraintDescriptor().getAnnotation() instanceof Required required
                && broken.getInvalidValue() instanceof PatchField<?> field && (field.isAbsent() || required.clearable());
    }

    private static boolean isAboutChanges(ConstraintViolation<?> broken) {
        return broken.getConstraintDescriptor().getAnnotation() instanceof CreateOnly;
    }

    private static void addViolation(ConstraintViolation<?> broken, Violations violations) {
        String field = field(broken.getPropertyPath());
        if (violations.mentions(field) || violations.mentions(parent(field))) {
            return;
        }
        Map<String, Object> rule = broken.getConstraintDescriptor().getAttributes();
        switch (broken.getConstraintDescriptor().getAnnotation().annotationType().getSimpleName()) {
            case "Required" -> violations.add(field, Code.REQUIRED, "is required");
            case "CreateOnly" -> violations.add(field, Code.READ_ONLY, "is set when the record is made and cannot be changed");
            case "CodePointLength" -> length(field, rule, broken, violations);
            case "Size" -> violations.add(field, Code.OUT_OF_RANGE, "must have %s; had %d".formatted(amount(rule, "item"), size(broken)));
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
        violations.add(field, code, "must have %s; had %d".formatted(amount(rule, "character"), length)
                + (isSecret(broken) ? "" : ": " + came(broken)));
    }

    private static int size(ConstraintViolation<?> broken) {
        return broken.getInvalidValue() instanceof Collection<?> items ? items.size() : 0;
    }

    /** Returns the permitted amount: {@code 1 to 50 items}, {@code at most 50 items}, {@code one item}. */
    private static String amount(Map<String, Object> rule, String unit) {
        Object min = rule.get("min");
        Object max = rule.get("max");
        String most = Integer.valueOf(1).equals(max) ? "one " + unit : "%s %ss".formatted(max, unit);
        if (Objects.equals(min, max)) {
            return most;
        }
        return (Integer.valueOf(0).equals(min) ? "at most " : min + " to ") + most;
    }

    private static String came(ConstraintViolation<?> broken) {
        Object value = broken.getInvalidValue();
        return value instanceof Number ? Text.printable(value.toString(), 60) : Text.quote(String.valueOf(value));
    }

    private static boolean isSecret(ConstraintViolation<?> broken) {
        String member = field(broken.getPropertyPath()).replaceAll(".*\\.|\\[.*", "");
        return broken.getLeafBean() != null && Arrays.stream(broken.getLeafBean().getClass().getDeclaredFields())
                .anyMatch(field -> field.getName().equals(member) && field.isAnnotationPresent(Sensitive.class));
    }

    /** Returns {@code phases[0]} of {@code phases[0].name}: a violation of the whole makes those of its members redundant. */
    private static String parent(String field) {
        return field.substring(0, Math.max(0, field.lastIndexOf('.')));
    }

    private static String root(Path path) {
        return path.iterator().next().getName();
    }

    /** Returns {@code phases[0].name}: the names, without the nodes for items of a container. */
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
