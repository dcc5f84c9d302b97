import { html, nothing } from '../lit.js';
import { pages } from '../core/api.js';
import { remembered, users, workflows } from '../core/data.js';
import { number, plural } from '../core/format.js';
import { mayWrite } from '../core/session.js';
import { choices, empty, loading, problem } from '../core/ui.js';
import { withClock } from '../core/sla.js';
import { latest, update } from '../core/view.js';
import { board } from './pipeline/board.js';
import { filtered, filterFields, noFilter } from './pipeline/filters.js';
import { list } from './pipeline/list.js';
import { moves } from './pipeline/moves.js';

const MOST_PAGES = 20;
// Kept while other pages are shown, so that the way back is short.
const choicesOfUser = () => remembered('pipeline', () => ({ view: 'board', q: '', workflow: '', filter: { ...noFilter } }));

export default function pipeline() {
  const state = {
    ...choicesOfUser(),
    records: [],
    total: null,
    more: false,
    busy: true,
    error: null,
    workflows: [],
    users: [],
    shown: new Map(),
  };
  const reader = latest(async signal => {
    Object.assign(choicesOfUser(), { view: state.view, q: state.q, workflow: state.workflow, filter: state.filter });
    state.busy = true;
    state.error = null;
    update();
    try {
      const result = await pages(
        '/opportunities',
        { q: state.q, include_total: true, include_phase_since: true },
        {
          signal,
          most: MOST_PAGES,
          each: (items, total) => {
            Object.assign(state, { records: items, total });
            update();
          },
        },
      );
      Object.assign(state, { records: result.items, total: result.total, more: result.more });
    } catch (error) {
      state.error = error.name === 'AbortError' ? null : error;
    }
    if (!signal.aborted) {
      state.busy = false;
      update();
    }
  });
  const move = moves(state);
  start(state, reader);
  const stopClock = withClock();
  const leave = () => {
    reader.stop();
    stopClock();
  };
  return { title: 'Pipeline', leave, render: () => page(state, reader, move) };
}

async function start(state, reader) {
  reader.now();
  try {
    [state.workflows, state.users] = await Promise.all([workflows(), users()]);
    state.workflow ||= state.workflows[0]?.id ?? 'none';
  } catch (error) {
    state.error = error;
  }
  update();
}

const search = (state, reader) =>
  html`<div class="field search">
    <label for="q">Search</label>
    <input
      id="q"
      type="search"
      .value=${state.q}
      placeholder="Title, address, phone"
      @input=${event => {
        state.q = event.target.value;
        reader.soon();
      }}
    />
  </div>`;

const chooseWorkflow = (state, id) => {
  state.workflow = choicesOfUser().workflow = id;
  update();
};

const workflowChoice = state =>
  html`<div class="field">
    <label for="workflow">Workflow</label>
    <select
      id="workflow"
      @change=${event => chooseWorkflow(state, event.target.value)}
    >
      ${choices([...state.workflows.map(each => [each.id, each.name]), ['none', 'Without a workflow']], state.workflow)}
    </select>
  </div>`;

const viewChoice = state =>
  html`<div class="tabs" role="group" aria-label="View">
    ${['board', 'list'].map(
      view =>
        html` <button
          aria-pressed=${state.view === view}
          @click=${() => {
            state.view = choicesOfUser().view = view;
            update();
          }}
        >
          ${view === 'board' ? 'Board' : 'List'}
        </button>`,
    )}
  </div>`;

function page(state, reader, move) {
  const records = filtered(state);
  return html`<div class="title">
      <h1 tabindex="-1">Pipeline</h1>
      ${viewChoice(state)} ${mayWrite() ? html`<a class="button" href="#/intake">New opportunity</a>` : nothing}
    </div>
    <div class="filters">
      ${search(state, reader)}${state.view === 'board' ? workflowChoice(state) : nothing}${filterFields(state)}
    </div>
    ${problem(state.error)}${move.notice()}
    <p class="hint" role="status">${summary(state, records)}</p>
    ${state.view === 'board' && !state.busy ? elsewhere(state, records) : nothing} ${content(state, records, move)}`;
}

// The records that the board of this workflow does not show, each group with the way to its board.
function elsewhere(state, records) {
  const counts = new Map();
  records.forEach(each => {
    const workflow = String(each.workflowId ?? 'none');
    counts.set(workflow, (counts.get(workflow) ?? 0) + 1);
  });
  counts.delete(String(state.workflow));
  const nameOf = id => (id === 'none' ? 'without a workflow' : `in ${state.workflows.find(each => String(each.id) === id)?.name}`);
  return counts.size && state.workflow
    ? html`<p class="hint">
        Not on this board:
        ${[...counts].map(
          ([id, count]) =>
            html`<button class="quiet" @click=${() => chooseWorkflow(state, id)}>${plural(count, 'record')} ${nameOf(id)}</button>`,
        )}
      </p>`
    : nothing;
}

function summary(state, records) {
  if (state.busy) {
    return `Loading ${number(state.records.length)} of ${state.total === null ? '…' : number(state.total)}`;
  }
  const some = records.length < state.records.length ? `${number(records.length)} of ` : '';
  return `${some}${plural(state.records.length, 'record')}${state.more ? `, the newest of ${number(state.total)}. Search to find older ones` : ''}`;
}

function content(state, records, move) {
  if (!state.records.length) {
    return state.busy
      ? loading()
      : state.q
        ? empty('Nothing found', `No record has all words of “${state.q}” in its title, address, contact or number.`)
        : empty(
            'No opportunities yet',
            'An opportunity is a job that you may win: a title, an address and the trades that it needs. ' +
              'Intake shows what a new one would match before it is saved.',
            mayWrite()
              ? html`<a class="button main" href="#/intake">Add the first one</a> <a class="button" href="#/imports">Import a file</a>`
              : nothing,
          );
  }
  return state.view === 'board' ? board(state, records, move) : list(state, records);
}
