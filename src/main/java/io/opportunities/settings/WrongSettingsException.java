package io.opportunities.settings;

import java.util.List;

/** Says of each setting that is wrong, in one sentence, what came and what would be right. */
public final class WrongSettingsException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public WrongSettingsException(List<String> faults) {
        super(String.join("\n", faults));
    }
}
