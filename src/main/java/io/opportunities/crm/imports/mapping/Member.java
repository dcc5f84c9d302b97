package io.opportunities.crm.imports.mapping;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The members of an opportunity that a column can give, and how several columns make one value. */
enum Member {

    TITLE("title", " "), STREET("address.street", " "), ADDRESS("address", ", "), TRADES("trades", "\n"), DESCRIPTION("description",
            "\n"), PRIMARY_NAME("primaryName",
                    " "), PRIMARY_EMAIL("primaryEmail", ""), PRIMARY_PHONE("primaryPhone",
                            ""), VALUE("value", ""), SIZE("size", ""), CONFIDENCE(
                                    "confidence",
                                    ""), STATUS("status", ""), SOURCE("source", ""), EXTERNAL_ID("externalId", ""), ACCOUNT_ID("accountId",
                                            ""), WORKFLOW_ID("workflowId", ""), PHASE_ID("phaseId", ""), OWNER_ID("ownerId",
                                                    ""), SALES_REP_ID("salesRepId",
                                                            ""), PROJECT_MANAGER_ID("projectManagerId", ""), IS_ACTIVE("isActive", "");

    static final String CUSTOM = "custom.";
    static final List<String> REQUIRED = List.of(TITLE.wireName, ADDRESS.wireName, TRADES.wireName);

    private final String wireName;
    private final String separator;

    /** @param separator between the values of several columns; empty if the first one with a value counts */
    Member(String wireName, String separator) {
        this.wireName = wireName;
        this.separator = separator;
    }

    String wireName() {
        return wireName;
    }

    static Optional<Member> of(String wireName) {
        return Arrays.stream(values()).filter(member -> member.wireName.equals(wireName)).findFirst();
    }

    static List<String> names() {
        return Arrays.stream(values()).map(Member::wireName).toList();
    }

    /** Returns one value of those that columns give, none of them blank. */
    Optional<String> united(Stream<String> values) {
        return separator.isEmpty()
                ? values.findFirst()
                : Optional.of(String.join(separator, values.distinct().toList())).filter(text -> !text.isEmpty());
    }
}
