import { html, nothing } from '../../lit.js';
import { call, get, page } from '../../core/api.js';
import { at, few, shown } from '../../core/format.js';
import { merges } from '../../core/merges.js';
import { idLink, nameOf, PATHS, recordLink } from '../../core/records.js';
import { badge, loading, problem } from '../../core/ui.js';
import { attempt } from '../../core/view.js';
import { rows } from '../record/details.js';
import { history } from '../record/history.js';

const MEMBERS = {
  contact: each => [
    ['Title', shown(each.title)],
    ['E-mails', shown(each.emails)],
    ['Phones', shown(each.phones)],
  ],
  account: each => [
    ['Address', each.address[0]],
    ['Type', shown(each.accountType)],
    ['E-mail', shown(each.primaryEmail)],
    ['Phone', shown(each.primaryPhone)],
    ['Description', shown(each.description)],
  ],
};

// The other kind of records, which each is linked with.
const LINKED = {
  contact: { type: 'account', heading: 'Accounts', of: each => each.accounts },
  account: {
    type: 'contact',
    heading: 'Contacts',
    of: each => each.contacts.map(({ id, name, emails, phones }) => ({ id, title: name, more: few([...emails, ...phones]) })),
  },
};

// One contact or account, with its opportunities and its history.
export function entry(type, id) {
  const state = { record: null, opportunities: [], next: null, busy: false, error: null };
  const own = `${PATHS[type]}/${id}`;
  const past = history(own);
  const load = () =>
    attempt(state, async () => {
      const archived = type === 'account' ? { include_archived: true } : {};
      const { data } = await call('GET', own, { query: archived });
      if (data.id !== Number(id)) {
        // it was merged: the answer is the record that it went into
        return location.replace(`#${PATHS[type]}/${data.id}`);
      }
      await Promise.all([readOpportunities(state, type, data), type === 'account' ? readNames(data) : null]);
      state.record = data;
      document.title = `${nameOf(data)} · Opportunities`;
      past.read();
      merged.read(type);
    });
  const merged = merges(load, id);
  load();
  return { title: nameOf({ id }), render: () => show(type, state, past, merged) };
}

// The contacts of an account come without their names.
async function readNames({ contacts }) {
  await Promise.all(
    contacts.slice(0, 10).map(async each => {
      each.name = (await get(`${PATHS.contact}/${each.id}`).catch(() => null))?.name;
    }),
  );
}

async function readOpportunities(state, type, data) {
  const found =
    type === 'contact'
      ? { items: data.opportunities, next: null }
      : await page('/opportunities/search', { prop1: 'accountId', op1: 'eq', value1: data.id, order_by: 'desc', page_size: 100 });
  Object.assign(state, { opportunities: found.items, next: found.next });
}

const links = (type, records) =>
  records.length
    ? html`<ul>
        ${records.map(each => html`<li>${recordLink(type, each.id, each.title || each.more)} ${each.title && each.more ? html`<span class="soft">${each.more}</span>` : nothing}</li>`)}
      </ul>`
    : html`<p class="soft">None.</p>`;

function show(type, state, past, merged) {
  const { record } = state;
  if (!record) {
    return html`<h1 tabindex="-1">${type === 'contact' ? 'Contact' : 'Account'}</h1>
      ${problem(state.error)}${state.busy ? loading() : nothing}`;
  }
  const other = LINKED[type];
  return html`<div class="title">
      <h1 tabindex="-1">${nameOf(record)}</h1>
      ${badge(type)}${record.isActive === false ? badge('archived', 'yellow') : nothing}
    </div>
    ${record.mergedInto ? html`<p class="note">Merged into ${idLink(type, record.mergedInto)}.</p>` : nothing}
    ${problem(state.error)}
    <div class="two">
      <section aria-label="Details">
        <h2>Details</h2>
        ${rows([...MEMBERS[type](record), ['Created', at(record.createdAt)], ['Changed', at(record.updatedAt)]])}
        <h2>Opportunities</h2>
        ${links('opportunity', state.opportunities)} ${state.next ? html`<p class="hint">The newest 100.</p>` : nothing}
      </section>
      <section aria-label="Links and history">
        <h2>${other.heading}</h2>
        ${links(other.type, other.of(record))} ${merged.render()}${past.render()}
      </section>
    </div>`;
}
