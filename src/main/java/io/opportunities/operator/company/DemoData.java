package io.opportunities.operator.company;

import io.opportunities.crm.account.AccountService;
import io.opportunities.crm.property.PropertyService;
import io.opportunities.crm.workflow.WorkflowDraft;
import io.opportunities.crm.workflow.WorkflowDraft.PhaseDraft;
import io.opportunities.crm.workflow.WorkflowService;
import io.opportunities.search.RecordType;
import java.util.List;
import org.springframework.stereotype.Component;

/** Creates the demo data of the first company on an embedded database. */
@Component
class DemoData {

    private final WorkflowService workflows;
    private final PropertyService properties;
    private final AccountService accounts;

    DemoData(WorkflowService workflows, PropertyService properties, AccountService accounts) {
        this.workflows = workflows;
        this.properties = properties;
        this.accounts = accounts;
    }

    void fill() {
        workflows.create(new WorkflowDraft("Residential", "From the first call to the last inspection", "PROJECT", List.of(
                phase("Lead", "SALES", 1, 3),
                phase("Site survey", "SALES", 5, 10),
                phase("Proposal", "SALES", 7, 14),
                phase("Installation", "PROJECT", 20, 30),
                phase("Inspection", "PROJECT", 5, 10))));
        properties.create(RecordType.OPPORTUNITY, "Roof type", "DROPDOWN", "roof_type", List.of("Shingle", "Metal", "Tile", "Flat"));
        properties.create(RecordType.OPPORTUNITY, "Permit number", "TEXT", "permit_number", List.of());
        properties.create(RecordType.OPPORTUNITY, "Inspection date", "DATE", "inspection_date", List.of());
        properties.create(RecordType.ACCOUNT, "Referred by", "TEXT", "referred_by", List.of());
        accounts.create("Lakeview Apartments", "1200 Lakeview Dr, Nashville, TN 37204", "COMMERCIAL");
        accounts.create("Cole Residence", "520 B Benton Ave, Nashville, TN 37204", "RESIDENTIAL");
    }

    private static PhaseDraft phase(String name, String type, int yellowSla, int redSla) {
        return new PhaseDraft(name, type, null, redSla, yellowSla);
    }
}
