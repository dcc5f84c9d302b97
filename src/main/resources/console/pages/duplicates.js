import { html, nothing } from '../lit.js';
import { call, page, post } from '../core/api.js';
import { remembered } from '../core/data.js';
import { label, plural, words } from '../core/format.js';
import { merges } from '../core/merges.js';
import { keyText, nameOf, PATHS, recordLink, recordsById } from '../core/records.js';
import { mayWrite } from '../core/session.js';
import { choices, empty, loading, problem } from '../core/ui.js';
import { attempt, focusOn, say, update } from '../core/view.js';
import { comparison } from './duplicates/comparison.js';

const KEYS = {
  opportunity: ['primaryEmail', 'primaryPhone', 'address', 'title'],
  account: ['primaryEmail', 'primaryPhone', 'address', 'title'],
  contact: ['primaryEmail', 'primaryPhone'],
};
const NAMED = 2;

// What a person chose to see, also after a look at another page.
const choice = () => remembered('duplicates', () => ({}));

// Groups of records that share a value, and the merge of one group.
export default function duplicates() {
  const state = {
    type: choice().type ?? 'opportunity',
    by: choice().by ?? 'primaryEmail',
    turn: 0,
    groups: [],
    named: new Map(),
    next: null,
    group: null,
    records: [],
    busy: false,
    error: null,
  };
  state.merges = merges(() => read(state));
  if (choice().by) {
    read(state);
  } else {
    search(state);
  }
  return { title: 'Duplicates', render: () => show(state) };
}

const read = (state, next) =>
  attempt(state, async () => {
    const { turn } = state;
    if (!next) {
      state.merges.read(state.type);
    }
    const part = await page('/duplicates', next ?? { record_type: state.type, by: state.by, page_size: 20 });
    if (turn !== state.turn) {
      return;
    }
    Object.assign(state, { groups: next ? [...state.groups, ...part.items] : part.items, next: part.next });
    const ids = part.items.flatMap(each => each.ids.slice(0, NAMED));
    const named = await recordsById(state.type, [...new Set(ids)]);
    if (turn !== state.turn) {
      return;
    }
    state.named = next ? new Map([...state.named, ...named]) : named;
  });

// Shows the first value that some records share.
async function search(state) {
  const { turn, type } = state;
  for (const by of KEYS[type]) {
    state.by = by;
    await read(state);
    if (turn !== state.turn || state.groups.length || state.error) {
      return;
    }
  }
  state.by = KEYS[type][0];
  update();
}

const open = (state, group) =>
  attempt(state, async () => {
    const records = await Promise.all(group.ids.slice(0, 10).map(id => call('GET', `${PATHS[state.type]}/${id}`)));
    Object.assign(state, {
      group,
      records: records.map(({ data, etag }) => ({ ...data, etag })),
      target: records[0].data.id,
      chosen: {},
      left: new Set(),
    });
    focusOn('#comparison');
  });

const close = state => {
  Object.assign(state, { group: null, error: null });
  return read(state);
};

const merge = state =>
  attempt(state, async () => {
    const sources = state.records.map(each => each.id).filter(id => id !== state.target && !state.left.has(id));
    const members = Object.fromEntries(
      Object.entries(state.chosen).filter(([, id]) => id === state.target || sources.includes(id)),
    );
    const target = state.records.find(each => each.id === state.target);
    await post(`${PATHS[state.type]}/${target.id}/merge`, { sources, members }, {}, { 'If-Match': target.etag });
    say(`Merged ${plural(sources.length, 'record')} into ${nameOf(target)}. It can be undone below.`);
    await close(state);
    focusOn('h1');
  });

const dismiss = state =>
  attempt(state, async () => {
    await post('/duplicates/dismiss', { recordType: state.type, ids: state.records.map(each => each.id).filter(id => !state.left.has(id)) });
    say('These are not suggested together again.');
    await close(state);
    focusOn('h1');
  });

// An answer about an earlier choice comes too late.
const choose = (state, change) => {
  Object.assign(state, change, { group: null, groups: [], next: null, turn: state.turn + 1 });
  Object.assign(choice(), { by: undefined }, change, { type: state.type });
  return change.type ? search(state) : read(state);
};

function show(state) {
  return html`<div class="title"><h1 tabindex="-1">Duplicates</h1></div>
    <div class="filters">
      <div class="field">
        <label for="type">Records</label
        ><select id="type" @change=${event => choose(state, { type: event.target.value })}>
          ${choices(
            Object.keys(PATHS).map(each => [each, words(each)]),
            state.type,
          )}
        </select>
      </div>
      <div class="field">
        <label for="by">With the same</label
        ><select id="by" @change=${event => choose(state, { by: event.target.value })}>
          ${choices(
            KEYS[state.type].map(each => [each, label(each)]),
            state.by,
          )}
        </select>
      </div>
    </div>
    ${problem(state.error)} ${state.group ? comparison(state, { merge, dismiss, close, update }) : groups(state)}
    ${state.group ? nothing : state.merges.render()}`;
}

// The first records of a group, and how many more it has.
function names({ type, named }, { ids, count }) {
  const known = ids.slice(0, NAMED).filter(id => named.has(id));
  const rest = count - known.length;
  return html`${known.map((id, place) => html`${place ? ', ' : ''}${recordLink(type, id, nameOf(named.get(id)))}`)}
  ${known.length ? (rest ? `and ${rest} more` : '') : count}`;
}

function groups(state) {
  if (!state.groups.length) {
    return state.busy
      ? loading()
      : empty(
          'No duplicates',
          `No two active records that are not marked as different have the same ${label(state.by).toLowerCase()}. ` +
            'Intake and imports compare each record before they create it, so duplicates are rare: ' +
            'mostly records whose e-mail, phone or address was added later.',
        );
  }
  return html`<div class="wide" tabindex="0" role="group" aria-label="Groups">
      <table>
        <thead>
          <tr>
            <th scope="col">Shared value</th>
            <th scope="col">Records</th>
            <th scope="col"><span class="away">Actions</span></th>
          </tr>
        </thead>
        <tbody>
          ${state.groups.map(
            group =>
              html`<tr>
                <td>${keyText(state.by, group.key)}</td>
                <td>${names(state, group)}</td>
                <td class="right">
                  <button @click=${() => open(state, group)}>Compare<span class="away"> ${keyText(state.by, group.key)}</span></button>
                </td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
    ${state.next ? html`<button class="quiet" ?disabled=${state.busy} @click=${() => read(state, state.next)}>Show more</button>` : nothing}
    ${mayWrite() ? nothing : html`<p class="hint">You may only read: you cannot merge.</p>`}`;
}
