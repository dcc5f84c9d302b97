import { get, pages } from './api.js';

// What many pages show, read once and again after a change.
const kept = new Map();

function once(name, read) {
  if (!kept.has(name)) {
    const value = read();
    kept.set(name, value);
    value.catch(() => kept.delete(name));
  }
  return kept.get(name);
}

export const forget = (...names) => (names.length ? names : [...kept.keys()]).forEach(name => kept.delete(name));

export const workflows = () => once('workflows', async () => (await pages('/workflows', { order_by: 'asc' }, { most: 5 })).items);
export const users = () => once('users', async () => (await pages('/users', { order_by: 'asc' }, { most: 5 })).items);
export const properties = () => once('properties', () => get('/properties', { record_type: 'opportunity,account' }));
