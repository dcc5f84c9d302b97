// Each operation of the document, called with its examples: records are made, listed, read, changed and removed.
import { strict as assert } from "node:assert";
import { readFile } from "node:fs/promises";
import { key, report, url, watched } from "./expect.js";

interface Operation {
    parameters?: { name: string; in: string }[];
    requestBody?: { content: { "application/json": { examples?: { example?: { value: object } } } } };
}
const document = JSON.parse(await readFile("openapi.json", "utf8")) as { paths: Record<string, Record<string, Operation>> };
const search = "?prop1=title&op1=contains&value1=roof";
const made = new Map<string, number>();
let calls = 0;

const paths = Object.keys(document.paths).filter(path => path !== "/api-keys" && !path.startsWith("/api-keys/"));
for (const path of paths.filter(each => !each.includes("{"))) {
    await call("POST", path, path, id => made.set(path, id));
}
for (const path of paths) {
    await call("GET", path, path.endsWith("/search") ? path + search : path);
}
for (const method of ["PATCH", "DELETE"]) {
    for (const path of paths.filter(each => each.endsWith("/{id}"))) {
        await call(method, path, path);
    }
}
report("All operations", calls);

async function call(method: string, path: string, target: string, onId: (id: number) => void = () => undefined): Promise<void> {
    const operation = document.paths[path]?.[method.toLowerCase()];
    if (!operation) {
        return;
    }
    const example = operation.requestBody?.content["application/json"].examples?.example?.value;
    const of = path.replace(/\/\{id\}.*/, "");
    const answer = await watched(url + target.replace("{id}", String(made.get(of) ?? 1)), {
        method, headers: { "x-api-key": key, "Content-Type": "application/json" },
        ...(example ? { body: JSON.stringify(example).replace("sam@", `sam${Date.now()}@`) } : {}),
    });
    const body: unknown = await answer.json();
    calls++;
    // an alias shares its records with the path of today
    assert.ok(answer.status < 400 || method === "DELETE" && answer.status === 404, `${method} ${path} ${answer.status} ${JSON.stringify(body)}`);
    if (typeof body === "object" && body !== null && "id" in body && typeof body.id === "number") {
        onId(body.id);
    }
}
