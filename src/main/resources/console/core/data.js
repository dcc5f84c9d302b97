import { get, pages } from './api.js';
import { person, shown } from './format.js';

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

export const forget = (...some) => (some.length ? some : [...kept.keys()]).forEach(each => kept.delete(each));

// Names of what changes have ids of, once it was read: by member and id.
const names = new Map();
const name = (members, { id }, text) => members.forEach(each => names.set(`${each} ${id}`, text));

// The value of a member for people.
export const valueText = (member, value) => names.get(`${member} ${value}`) ?? shown(value);

const readAll = async path => (await pages(path, { order_by: 'asc' }, { most: 5 })).items;

export const workflows = () =>
  once('workflows', async () => {
    const all = await readAll('/workflows');
    all.forEach(each => name(['workflowId'], each, each.name));
    all.flatMap(each => each.phases).forEach(each => name(['phaseId'], each, each.name));
    return all;
  });

export const users = () =>
  once('users', async () => {
    const all = await readAll('/users');
    all.forEach(each => name(['ownerId', 'salesRepId', 'projectManagerId'], each, person(each)));
    return all;
  });

export const properties = () => once('properties', () => get('/properties', { record_type: 'opportunity,account' }));
