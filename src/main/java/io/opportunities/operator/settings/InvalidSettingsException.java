package io.opportunities.operator.settings;

import java.util.List;

/** Describes each invalid setting in one sentence: its value and the valid values. */
public final class InvalidSettingsException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public InvalidSettingsException(List<String> faults) {
        super(String.join("\n", faults));
    }
}
