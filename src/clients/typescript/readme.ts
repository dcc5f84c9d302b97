// The calls of the README and the guide, with the types of /openapi.json?types=all: an address may be a bare string.
import { strict as assert } from "node:assert";
import createClient from "openapi-fetch";
import { key, report, url, watched } from "./expect.js";
import type { paths } from "./openapi-all.js";

const client = createClient<paths>({ baseUrl: url, headers: { "x-api-key": key }, fetch: request => watched(request) });

const created = await client.POST("/opportunities", {
    params: { query: { match_by: "primaryEmail" } },
    body: {
        title: "Replace roof, Benton Avenue", address: ["520 B Benton Ave, Nashville, TN 37204"], trades: ["Roofing"], value: 18500,
        primaryEmail: "dana@example.com", primaryPhone: "(615) 555-0134",
    },
});
assert.ok([200, 201].includes(created.response.status));

const enriched = await client.POST("/opportunities", {
    params: { query: { match_by: "primaryEmail", match_found_strategy: "enrich" } },
    body: {
        title: "Roof", address: "520 B Benton Avenue", trades: ["Solar"], primaryEmail: "DANA@example.com", description: "Call after five",
    },
});
assert.equal(enriched.data?.id, created.data?.id);

const found = await client.GET("/opportunities/search", {
    params: {
        query: {
            prop1: "city", op1: "in", value1: 'Nashville,"Winston, Salem"', prop2: "value", op2: "between", value2: "10000,20000",
        },
    },
});
assert.ok(found.data?.some(record => record.id === created.data?.id));

const contact = await client.POST("/contacts", { params: { header: { "Idempotency-Key": `k-${Date.now()}` } }, body: { name: "Dana" } });
assert.equal(contact.response.status, 201);

report("README", 4);
