import { html, nothing } from '../../lit.js';
import { person } from '../../core/format.js';
import { field } from '../../core/ui.js';
import { STATUSES } from '../pipeline/filters.js';

const PEOPLE = [
  ['ownerId', 'Owner'],
  ['salesRepId', 'Sales rep'],
  ['projectManagerId', 'Project manager'],
];

const TYPES = { NUMERIC: 'number', DATE: 'date', EMAIL: 'email', PHONE: 'tel', URL: 'url' };

// A record as the texts of a form.
export function texts(record) {
  const simple = Object.fromEntries(
    ['title', 'description', 'value', 'size', 'confidence', 'status', 'primaryEmail', 'primaryPhone', 'source', 'externalId'].map(
      name => [name, String(record[name] ?? '')],
    ),
  );
  const custom = Object.entries(record.custom ?? {}).map(([key, value]) => [
    `custom.${key}`,
    Array.isArray(value) ? value.join(', ') : String(value ?? ''),
  ]);
  return {
    ...simple,
    address: record.address[0] ?? '',
    trades: record.trades.join(', '),
    ...Object.fromEntries(custom),
    ...Object.fromEntries(PEOPLE.map(([name]) => [name, String(record[name.replace('Id', '')]?.id ?? '')])),
  };
}

const listed = text =>
  text
    .split(',')
    .map(each => each.trim())
    .filter(Boolean);

// A number as people write it: with a dollar sign, and with commas or spaces between the thousands. Other texts are sent as typed.
const AMOUNT = /^-?\s*\$?\s*(\d+|\d{1,3}([, ]\d{3})+)(\.\d+)?$/;
const plain = text => (AMOUNT.test(text.trim()) ? text.replace(/[$,\s]/g, '') : text);

// The members of a request, from the texts of a form; `properties` says which custom values are lists.
export function members(form, properties) {
  const body = {};
  for (const [name, text] of Object.entries(form)) {
    if (name.startsWith('custom.')) {
      const property = properties.find(each => `custom.${each.keyName}` === name);
      (body.custom ??= {})[name.slice(7)] = text === '' ? null : property?.isMultiple ? listed(text) : text;
    } else if (name === 'address') {
      body.address = [text];
    } else if (name === 'trades') {
      body.trades = listed(text);
    } else if (name === 'value' || name === 'size') {
      body[name] = text === '' ? null : plain(text);
    } else {
      body[name] = text === '' ? null : text;
    }
  }
  return body;
}

// The inputs of an opportunity. `more(name)` gives value, error and the like of each.
export function inputs(more, { users, properties }, withName) {
  const one = (name, text, options = {}) => field({ name, text, ...options, ...more(name) });
  return html`${one('title', 'Title', { required: true })}
    ${one('address', 'Address', { required: true, hint: 'In one line, with its unit' })}
    ${one('trades', 'Trades', { required: true, hint: 'Separated by commas' })}
    ${withName ? one('primaryName', 'Contact name') : nothing}
    ${one('primaryEmail', 'E-mail')}${one('primaryPhone', 'Phone', { type: 'tel' })}
    ${one('value', 'Value', { hint: 'In dollars' })}${one('size', 'Size')}${one('confidence', 'Confidence', { hint: '0 to 100' })}
    ${one('status', 'Status', { options: STATUSES })}
    ${PEOPLE.map(([name, text]) => one(name, text, { options: [['', '—'], ...users.map(each => [each.id, person(each)])] }))}
    ${one('source', 'Source', { hint: 'The system that it came from' })}${one('externalId', 'External id', { hint: 'Its id there' })}
    ${properties.filter(each => each.isCustom).map(each => custom(one, each))}
    <div class="all">${one('description', 'Description', { rows: 3 })}</div>`;
}

function custom(one, { keyName, name, type, options, isMultiple }) {
  const own = `custom.${keyName}`;
  if (type === 'CHECKBOX') {
    return one(own, name, {
      options: [
        ['', '—'],
        ['true', 'Yes'],
        ['false', 'No'],
      ],
    });
  }
  if (type === 'DROPDOWN' && !isMultiple) {
    return one(own, name, { options: [['', '—'], ...options] });
  }
  return one(own, name, {
    type: isMultiple ? 'text' : (TYPES[type] ?? 'text'),
    hint: isMultiple ? 'Several, separated by commas' : undefined,
  });
}
