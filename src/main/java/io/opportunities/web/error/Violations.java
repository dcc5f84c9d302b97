package io.opportunities.web.error;

import io.opportunities.common.Text;
import io.opportunities.web.error.Violation.Code;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Collects all violations of one request, from its body, its parameters and its referenced records, so that one response reports all of
 * them. A handler that does not take it as an argument is not called if there is any violation.
 */
public final class Violations {

    /** More would not help a client, and a body can violate a rule a hundred thousand times. */
    private static final int MAX_VIOLATIONS = 1_000;

    private final List<Violation> found = new ArrayList<>();
    private final Set<String> fields = new HashSet<>();
    private final Set<String> ignoredMembers = new LinkedHashSet<>();
    private final Set<String> parameters = new HashSet<>();

    /** Adds a violation. Those after the first 1,000 are omitted. */
    public void add(String field, Code code, String message) {
        if (found.size() < MAX_VIOLATIONS) {
            String name = printable(field);
            fields.add(name);
            found.add(new Violation(name, code, field.isEmpty() ? message : name + " " + message));
        }
    }

    private static String printable(String field) {
        return Text.printable(field, 120);
    }

    /** Adds an unknown member or query parameter: no violation, unless the client requests strict handling. */
    public void ignore(String member) {
        if (ignoredMembers.size() < MAX_VIOLATIONS) {
            ignoredMembers.add(member);
        }
    }

    /** Adds a query parameter that the handler reads. */
    public void declareParameter(String parameter) {
        parameters.add(parameter);
    }

    /** Ignores the received query parameters that the handler does not read. */
    public void ignoreUnknown(Set<String> came) {
        came.stream().filter(name -> !parameters.contains(name)).forEach(this::ignore);
    }

    public List<String> ignoredMembers() {
        return List.copyOf(ignoredMembers);
    }

    /** Returns whether this member already has a violation, so that consequential ones are unnecessary. */
    public boolean mentions(String field) {
        return fields.contains(printable(field));
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    /** Restores an earlier state, because a repeated handler call finds its violations again. */
    public void returnTo(List<Violation> before) {
        found.clear();
        found.addAll(before);
        fields.clear();
        before.forEach(violation -> fields.add(violation.field()));
    }

    public List<Violation> all() {
        return List.copyOf(found);
    }

    /** @throws ApiException with all violations, if there are any */
    public void rejectIfAny() {
        if (!found.isEmpty()) {
            throw ApiException.validation(found);
        }
    }
}
