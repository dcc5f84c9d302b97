import { html } from '../lit.js';

// The kinds of records, by their names in the API: the path of each is that of its page too.
export const PATHS = { opportunity: '/opportunities', account: '/accounts', contact: '/contacts' };

export const recordLink = (type, id, text) => html`<a href="#${PATHS[type]}/${id}">${text || `record ${id}`}</a>`;

// A key for people: that of an address has its parts between bars.
export const keyText = (by, key) => (by === 'address' ? key.split('|').filter(Boolean).join(', ') : key);

// The name of a record for people.
export const nameOf = record => record.title ?? record.name ?? `Record ${record.id}`;
