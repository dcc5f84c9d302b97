// The service, called with openapi-fetch and the types that openapi-typescript makes of the document.
import { strict as assert } from "node:assert";
import createClient from "openapi-fetch";
import { given, key, report, url, watched } from "./expect.js";
import type { paths } from "./openapi.js";

const client = createClient<paths>({ baseUrl: url, headers: { "x-api-key": key }, fetch: request => watched(request) });
const primaryEmail = `fetch-${Date.now()}@example.com`;
const body = { title: "Replace roof", address: ["520 B Benton Ave, Nashville, TN 37204"], trades: ["Roofing"], primaryEmail };
const query = { match_by: "primaryEmail", match_found_strategy: "enrich" } as const;

const made = await client.POST("/opportunities", { params: { query }, body: { ...body, value: 18500.25, status: "ON_HOLD" } });
assert.equal(made.response.status, 201);
const id = given(made.data?.id);
const path = { id };

const matched = await client.POST("/opportunities", { params: { query }, body: { ...body, description: "Call after five" } });
assert.equal(matched.response.status, 200);
assert.equal(matched.response.headers.get("X-Match-Outcome"), "enriched");
assert.equal(matched.data?.id, id);

const changed = await client.PATCH("/opportunities/{id}", { params: { path }, body: { value: 19250.5 } });
assert.deepEqual({ ...matched.data, ...updates(changed.data) }, { ...changed.data });
assert.equal(changed.data?.value, 19250.5);
assert.equal(changed.data?.status, "ON_HOLD");

const cleared = await client.PATCH("/opportunities/{id}", { params: { path }, body: { description: null } });
assert.equal(cleared.data?.description, null);
assert.equal(cleared.data?.value, 19250.5);

const tag = given(cleared.response.headers.get("ETag"));
const same = await client.GET("/opportunities/{id}", { params: { path, header: { "If-None-Match": tag } } });
assert.equal(same.response.status, 304);

const refused = await client.POST("/opportunities", { body: { ...body, title: "Another roof", contacts: [999_999_999] } });
assert.equal(refused.response.status, 400);
assert.equal(given(refused.error).errors[0]?.field, "contacts[0]");

report("openapi-fetch", 6);

/** What any change moves on, beside the member that it names. */
function updates(record: typeof changed.data) {
    return { value: record?.value, lastActivity: record?.lastActivity, updatedAt: record?.updatedAt, updatedBy: record?.updatedBy };
}
