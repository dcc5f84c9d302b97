package io.opportunities.web.error;

/**
 * A violation of one rule by a request.
 *
 * @param field the offending member or parameter as a readable path, e.g. {@code contacts[2]} or {@code custom.roof_type}
 * @param code the kind of rule
 * @param message the violation, the received value (truncated) and the valid values
 */
public record Violation(String field, Code code, String message) {

    /** The kinds of violations, for clients that translate messages. */
    public enum Code {
        REQUIRED, WRONG_TYPE, INVALID_FORMAT, INVALID_CHARACTERS, TOO_SHORT, TOO_LONG, OUT_OF_RANGE, NOT_ALLOWED, UNKNOWN_REFERENCE, UNKNOWN_MEMBER, UNKNOWN_OPTION, TAKEN, READ_ONLY
    }
}
