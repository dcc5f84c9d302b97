import { strict as assert } from "node:assert";

export const url = process.argv[2] ?? "http://localhost:8080";
export const key = process.argv[3] ?? "my-own-key-of-at-least-32-characters";

/** The answers that a proxy of the document found fault with. */
export const violations: string[] = [];

/** Calls the service, and notes what Prism says of request and answer where it stands between. */
export const watched: typeof fetch = async (input, init) => {
    const answer = await fetch(input, init);
    const found = answer.headers.get("sl-violations");
    if (found) {
        violations.push(`${init?.method ?? (input instanceof Request ? input.method : "GET")} ${answer.url} ${answer.status}: ${found}`);
    }
    return answer;
};

export function given<T>(value: T | null | undefined): T {
    assert.ok(value !== null && value !== undefined);
    return value;
}

export function report(name: string, calls: number): void {
    console.log(`${name}: ${calls} calls, ${violations.length} violations`);
    violations.forEach(violation => console.error(violation));
    process.exitCode = violations.length === 0 ? 0 : 1;
}
