import { end, session } from './session.js';
import { say } from './view.js';

// The console lies one folder below the root of the API.
const ROOT = new URL('../', document.baseURI);

class ApiError extends Error {
  constructor(status, body, requestId) {
    super(body.message ?? `The service answered with status ${status}.`);
    this.name = 'ApiError';
    this.status = status;
    this.code = body.code;
    this.errors = body.errors ?? [];
    this.requestId = body.requestId ?? requestId;
  }

  // The API's words about a member.
  about(field) {
    return this.errors
      .filter(each => each.field === field)
      .map(each => each.message)
      .join(' ');
  }
}

// What is left of an error after a member was corrected.
export function corrected(error, field) {
  if (!error?.errors?.some(each => each.field === field)) {
    return error;
  }
  error.errors = error.errors.filter(each => each.field !== field);
  return error.errors.length ? error : null;
}

export function randomKey() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), byte => byte.toString(16).padStart(2, '0')).join('');
}

function target(path, query) {
  const url = new URL(path.replace(/^\//, ''), ROOT);
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== undefined && value !== null && value !== '') {
      url.searchParams.set(name, value);
    }
  }
  return url;
}

async function bodyOf(response) {
  const text = await response.text();
  try {
    return text ? JSON.parse(text) : null;
  } catch {
    return { message: text.slice(0, 200) };
  }
}

async function send(url, options, tries) {
  try {
    return await fetch(url, options);
  } catch (error) {
    if (error.name === 'AbortError') {
      throw error;
    }
    if (tries > 1) {
      return send(url, options, tries - 1);
    }
    throw new ApiError(0, { message: 'The service cannot be reached. Check the connection, then try again.' });
  }
}

// A call of the API. A POST has an idempotency key, so its repeat after a broken connection does nothing twice.
export async function call(method, path, { query, body, headers, signal, raw, text } = {}) {
  const token = session()?.token;
  const options = {
    method,
    signal,
    credentials: 'omit',
    cache: 'no-store',
    headers: {
      ...(token ? { 'x-api-key': token } : {}),
      ...(body !== undefined && !raw ? { 'Content-Type': 'application/json' } : {}),
      ...(method === 'POST' && token && !raw ? { 'Idempotency-Key': randomKey() } : {}),
      ...headers,
    },
  };
  if (body !== undefined) {
    options.body = raw ? body : JSON.stringify(body);
  }
  const response = await send(target(path, query), options, method === 'GET' || (method === 'POST' && token && !raw) ? 2 : 1);
  if (!response.ok) {
    const problem = new ApiError(response.status, (await bodyOf(response)) ?? {}, response.headers.get('X-Request-Id'));
    // the password of another key may be wrong too, and the answer may be late
    if (response.status === 401 && token && !headers?.Authorization && session()?.token === token) {
      end();
      say('The key is no longer valid. Sign in again.');
    }
    throw problem;
  }
  return {
    response,
    status: response.status,
    headers: response.headers,
    etag: response.headers.get('ETag'),
    data: text ? await response.text() : await bodyOf(response),
  };
}

export const get = async (path, query, signal) => (await call('GET', path, { query, signal })).data;
export const post = async (path, body, query, headers) => (await call('POST', path, { body, query, headers })).data;
export const patch = (path, body, etag, query) => call('PATCH', path, { body, query, headers: etag ? { 'If-Match': etag } : {} });
export const remove = (path, etag) => call('DELETE', path, { headers: etag ? { 'If-Match': etag } : {} });

// One page of a list, with the query of the next one.
export async function page(path, query, signal) {
  const { data, headers } = await call('GET', path, { query, signal });
  const cursor = headers.get('X-Next-Cursor');
  const link = /<([^>]*)>;\s*rel="next"/.exec(headers.get('Link') ?? '');
  const total = headers.get('X-Total-Count');
  return {
    items: data,
    total: total === null ? null : Number(total),
    next: cursor ? { ...query, page: undefined, include_total: undefined, cursor } : link ? Object.fromEntries(new URL(link[1], ROOT).searchParams) : null,
  };
}

// All pages of a list, up to a number of them; `each` gets what has arrived so far.
export async function pages(path, query, { signal, most = 20, each } = {}) {
  const items = [];
  let total = null;
  let next = { page_size: 100, ...query };
  for (let number = 0; next && number < most; number++) {
    const part = await page(path, next, signal);
    items.push(...part.items);
    total ??= part.total;
    next = part.next;
    each?.(items, total);
  }
  return { items, total, more: next !== null };
}
