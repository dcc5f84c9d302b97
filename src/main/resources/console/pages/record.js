import { html, nothing } from '../lit.js';
import { call } from '../core/api.js';
import { properties, users, workflows } from '../core/data.js';
import { merges } from '../core/merges.js';
import { idLink } from '../core/records.js';
import { mayWrite } from '../core/session.js';
import { readOpportunity, withClock, withPhaseSince } from '../core/sla.js';
import { badge, loading, problem } from '../core/ui.js';
import { attempt, update } from '../core/view.js';
import { details } from './record/details.js';
import { editor } from './record/editor.js';
import { history } from './record/history.js';
import { archiveButtons, phases, side } from './record/parts.js';

// One opportunity, with its version: each change names it in If-Match.
export default function record(id) {
  const state = {
    id,
    record: null,
    etag: null,
    busy: false,
    error: null,
    editing: null,
    properties: [],
    workflows: [],
    users: [],
    contacts: null,
  };
  const past = history(`/opportunities/${id}`);
  const merged = merges(() => load(), id);
  const accept = ({ data, etag }) => {
    Object.assign(state, { record: withPhaseSince(data, state.record), etag, editing: null, error: null });
    document.title = `${data.title} · Opportunities`;
    past.read();
    merged.read('opportunity');
    readContacts(state);
  };
  const load = () =>
    attempt(state, async () => {
      const [current, all, flows, people] = await Promise.all([
        readOpportunity(id),
        properties(),
        workflows(),
        users(),
      ]);
      Object.assign(state, { properties: all.opportunity, workflows: flows, users: people });
      accept(current);
    });
  load();
  const edit = editor(state, accept);
  return { title: `Opportunity ${id}`, leave: withClock(), render: () => page(state, { accept, edit, past, merged }) };
}

async function readContacts(state) {
  const ids = state.record.contacts.slice(0, 10);
  const found = await Promise.all(
    ids.map(id =>
      call('GET', `/contacts/${id}`).then(
        answer => answer.data,
        () => null,
      ),
    ),
  );
  state.contacts = found.filter(Boolean);
  if (state.record.accountId) {
    state.account = await call('GET', `/accounts/${state.record.accountId}`, { query: { include_archived: true } }).then(
      answer => answer.data,
      () => null,
    );
  }
  update();
}

function page(state, parts) {
  const { record } = state;
  if (!record) {
    return html`<h1 tabindex="-1">Opportunity ${state.id}</h1>
      ${problem(state.error)}${state.busy ? loading() : nothing}`;
  }
  return html`<div class="title">
      <h1 tabindex="-1">${record.title}</h1>
      <span class="soft">No. ${record.number}</span>
      ${badge(record.status.replace('_', ' ').toLowerCase())}${record.isActive ? nothing : badge('archived', 'yellow')}
    </div>
    ${
      record.mergedInto
        ? html`<p class="note">
            Merged into ${idLink('opportunity', record.mergedInto)}. Its e-mail, phone and address find that record, where the merge can be undone.
          </p>`
        : nothing
    }
    ${phases(state, parts.accept)} ${problem(state.editing ? null : state.error)}
    <div class="two">
      <section aria-label="Details">
        ${
          state.editing
            ? parts.edit.form()
            : html`${details(state)}
              ${
                mayWrite() && !record.mergedInto
                  ? html`<div class="buttons">
                      ${record.isActive ? html`<button class="main" @click=${parts.edit.start}>Edit</button>` : nothing}
                      ${archiveButtons(state, parts.accept)}
                    </div>`
                  : nothing
              }`
        }
      </section>
      <section aria-label="Contact, account and history">${side(state)}${parts.merged.render()}${parts.past.render()}</section>
    </div>`;
}
