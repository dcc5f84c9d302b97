package io.opportunities.common;

/**
 * One rule that a request breaks.
 *
 * @param field the offending member or parameter as a path a person can find, e.g. {@code contacts[2]} or {@code custom.roof_type}
 * @param code what kind of rule
 * @param message what was wrong, what came (cut short) and what would be right
 */
public record Violation(String field, Code code, String message) {

    /** The kinds of broken rules, for clients that translate messages. */
    public enum Code {
        REQUIRED, WRONG_TYPE, INVALID_FORMAT, INVALID_CHARACTERS, TOO_SHORT, TOO_LONG, OUT_OF_RANGE, NOT_ALLOWED, UNKNOWN_REFERENCE, UNKNOWN_MEMBER, UNKNOWN_OPTION, TAKEN, READ_ONLY
    }
}
