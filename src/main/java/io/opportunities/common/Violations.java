package io.opportunities.common;

import java.util.HashSet;
import io.opportunities.common.Violation.Code;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Everything that is wrong with one request, collected from its body, its parameters and the records it refers to, so that all of it is
 * answered at once. A handler that does not ask for it as an argument is not called while it holds anything.
 */
public final class Violations {

    private final List<Violation> found = new ArrayList<>();
    private final Set<String> fields = new HashSet<>();
    private final Set<String> ignoredMembers = new LinkedHashSet<>();
    private final Set<String> parameters = new HashSet<>();

    public void add(String field, Code code, String message) {
        fields.add(Text.printable(field, 120));
        found.add(new Violation(Text.printable(field, 120), code, field.isEmpty() ? message : Text.printable(field, 120) + " " + message));
    }

    /** A member or query parameter the service does not know: no violation, unless the client asked for strict handling. */
    void ignore(String member) {
        ignoredMembers.add(member);
    }

    /** A query parameter that the handler asks for. */
    void know(QueryParameter parameter) {
        parameters.add(parameter.name());
    }

    /** Of the query parameters that came, those that nobody asked for are ignored. */
    void ignoreUnknown(Set<String> came) {
        came.stream().filter(name -> !parameters.contains(name)).forEach(this::ignore);
    }

    List<String> ignoredMembers() {
        return List.copyOf(ignoredMembers);
    }

    /** Whether this very member is already known to be wrong, so that nothing that follows from it needs saying. */
    public boolean mentions(String field) {
        return fields.contains(field);
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    /** Forgets what was found since: a handler that is called again finds it again. */
    void returnTo(List<Violation> before) {
        found.clear();
        found.addAll(before);
        fields.clear();
        before.forEach(violation -> fields.add(violation.field()));
    }

    List<Violation> all() {
        return List.copyOf(found);
    }

    /** @throws ApiException with all of them, where there are any */
    public void rejectIfAny() {
        if (!found.isEmpty()) {
            throw ApiException.validation(found);
        }
    }
}
