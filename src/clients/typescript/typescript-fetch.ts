// The service, called with the client that the OpenAPI Generator makes of the document (typescript-fetch).
import { strict as assert } from "node:assert";
import { given, key, report, url, watched } from "./expect.js";
import {
    Configuration, CreateOpportunityMatchByEnum, CreateOpportunityMatchFoundStrategyEnum, OpportunitiesApi, OpportunityRequestStatusEnum,
    ResponseError,
} from "./generated/index.js";

const opportunities = new OpportunitiesApi(new Configuration({ basePath: url, apiKey: key, fetchApi: watched }));
const primaryEmail = `generated-${Date.now()}@example.com`;
const body = { title: "Replace roof", address: ["520 B Benton Ave, Nashville, TN 37204"], trades: ["Roofing"], primaryEmail };
const how = {
    matchBy: CreateOpportunityMatchByEnum.PrimaryEmail, matchFoundStrategy: CreateOpportunityMatchFoundStrategyEnum.Enrich,
};

const made = await opportunities.createOpportunityRaw({
    ...how, opportunityRequest: { ...body, value: 18500.25, status: OpportunityRequestStatusEnum.OnHold },
});
assert.equal(made.raw.status, 201);
const id = given((await made.value()).id);

const matched = await opportunities.createOpportunityRaw({ ...how, opportunityRequest: { ...body, description: "Call after five" } });
assert.equal(matched.raw.status, 200);
assert.equal(matched.raw.headers.get("X-Match-Outcome"), "enriched");
assert.equal((await matched.value()).id, id);

const changed = await opportunities.updateOpportunity({ id, opportunityUpdate: { value: 19250.5 } });
assert.equal(changed.value, 19250.5);
assert.equal(changed.status, "ON_HOLD");
assert.equal(changed.description, "Call after five");
assert.deepEqual(changed.trades, ["Roofing"]);

const cleared = await opportunities.updateOpportunityRaw({ id, opportunityUpdate: { description: null } });
const left = await cleared.value();
assert.equal(left.description, null);
assert.equal(left.value, 19250.5);

const ifNoneMatch = given(cleared.raw.headers.get("ETag"));
assert.equal(await refusal(opportunities.getOpportunity({ id, ifNoneMatch })), 304);
assert.equal(await refusal(opportunities.createOpportunity({
    opportunityRequest: { ...body, title: "Another roof", contacts: [999_999_999] },
})), 400);

report("typescript-fetch", 6);

async function refusal(call: Promise<unknown>): Promise<number> {
    const error = await call.then(() => undefined, (reason: unknown) => reason);
    assert.ok(error instanceof ResponseError, String(error));
    return error.response.status;
}
