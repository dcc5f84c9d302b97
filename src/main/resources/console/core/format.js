const money = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD', trailingZeroDisplay: 'stripIfInteger' });
const count = new Intl.NumberFormat('en-US');
const time = new Intl.DateTimeFormat('en-US', { dateStyle: 'medium', timeStyle: 'short' });
const relative = new Intl.RelativeTimeFormat('en-US', { numeric: 'auto' });

export const DAY = 86_400_000;

export const amount = value => (value === null || value === undefined ? '' : money.format(value));
export const number = value => (value === null || value === undefined ? '' : count.format(value));
export const at = instant => (instant ? time.format(new Date(instant)) : '');

export function ago(instant) {
  const minutes = (new Date(instant) - Date.now()) / 60_000;
  const [size, unit] = Math.abs(minutes) < 60 ? [1, 'minute'] : Math.abs(minutes) < 1440 ? [60, 'hour'] : [1440, 'day'];
  return relative.format(Math.round(minutes / size), unit);
}

export const plural = (many, one, several = one + 's') => `${count.format(many)} ${many === 1 ? one : several}`;

export const person = user => (!user ? '' : [user.firstName, user.lastName].filter(Boolean).join(' ') || user.email);

const WORDS = {
  primaryEmail: 'E-mail',
  primaryPhone: 'Phone',
  primaryName: 'Name',
  externalId: 'External id',
  'address.street': 'Street',
  accountId: 'Account',
  accountIds: 'Accounts',
  workflowId: 'Workflow',
  phaseId: 'Phase',
  ownerId: 'Owner',
  salesRepId: 'Sales rep',
  projectManagerId: 'Project manager',
  isActive: 'Active',
  mergedInto: 'Merged into',
  accountType: 'Type',
  emails: 'E-mails',
  phones: 'Phones',
};

// The name of a member for people.
export const label = field => WORDS[field] ?? words(field.replace(/^custom\./, ''));

export function words(name) {
  const text = name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll('_', ' ')
    .toLowerCase();
  return text.charAt(0).toUpperCase() + text.slice(1);
}

// The first values of a list that may be long.
export const few = (list, most = 2) =>
  list.length > most ? `${list.slice(0, most).join(', ')} and ${list.length - most} more` : shown(list);

export function shown(value) {
  if (value === null || value === undefined || value === '') {
    return '—';
  }
  if (Array.isArray(value)) {
    return value.length ? value.map(shown).join(', ') : '—';
  }
  if (typeof value === 'boolean') {
    return value ? 'Yes' : 'No';
  }
  if (typeof value === 'object') {
    return value.name ?? value.title ?? (value.email ? person(value) : JSON.stringify(value));
  }
  return /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value) ? at(value) : String(value);
}
