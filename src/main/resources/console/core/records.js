import { html } from '../lit.js';
import { get } from './api.js';
import { remembered } from './data.js';
import { update } from './view.js';

// The kinds of records, by their names in the API: the path of each is that of its page too.
export const PATHS = { opportunity: '/opportunities', account: '/accounts', contact: '/contacts' };

export const recordLink = (type, id, text) => html`<a href="#${PATHS[type]}/${id}">${text || `record ${id}`}</a>`;

// A key for people: that of an address has its parts between bars.
export const keyText = (by, key) => (by === 'address' ? key.split('|').filter(Boolean).join(', ') : key);

// The name of a record for people.
export const nameOf = record => record.title ?? record.name ?? `Record ${record.id}`;

// The link to a record of which only the id is known. Its number, or the name of a contact, is read once.
export function idLink(type, id) {
  const all = remembered('numbers', () => new Map());
  const path = `${PATHS[type]}/${id}`;
  if (!all.has(path)) {
    all.set(path, '…');
    get(path, type === 'contact' ? {} : { include_archived: true })
      .then(
        record => (record.number ? `No. ${record.number}` : nameOf(record)),
        () => 'another record',
      )
      .then(text => {
        all.set(path, text);
        update();
      });
  }
  return recordLink(type, id, all.get(path));
}

// The records with some ids, archived ones too, by id. Those that cannot be read are missing.
export async function recordsById(type, ids) {
  if (!ids.length) {
    return new Map();
  }
  const found =
    type === 'contact'
      ? await Promise.all(ids.map(id => get(`${PATHS[type]}/${id}`).catch(() => null)))
      : await get(`${PATHS[type]}/search`, { prop1: 'id', op1: 'in', value1: ids.join(','), include_archived: true, page_size: ids.length });
  return new Map(found.filter(Boolean).map(each => [each.id, each]));
}
