import { get, pages } from './api.js';

// What many pages show, read once and again after a change. A new session begins without any of it.
const kept = new Map();

export function remembered(name, make) {
  if (!kept.has(name)) {
    kept.set(name, make());
  }
  return kept.get(name);
}

function once(name, read) {
  const value = remembered(name, read);
  value.catch(() => kept.delete(name));
  return value;
}

export const forget = (...names) => (names.length ? names : [...kept.keys()]).forEach(name => kept.delete(name));

export const workflows = () => once('workflows', async () => (await pages('/workflows', { order_by: 'asc' }, { most: 5 })).items);
export const users = () => once('users', async () => (await pages('/users', { order_by: 'asc' }, { most: 5 })).items);
export const properties = () => once('properties', () => get('/properties', { record_type: 'opportunity,account' }));
