import { html, nothing, repeat } from '../../lit.js';
import { amount, number, person } from '../../core/format.js';
import { mayWrite } from '../../core/session.js';
import { urgency, WORDS } from '../../core/sla.js';
import { badge, empty } from '../../core/ui.js';
import { update } from '../../core/view.js';

const STEP = 50;

// The columns of a workflow: its phases, and those that records are in though they are retired.
function columns(state, records) {
  if (state.workflow === 'none') {
    return [{ id: null, name: 'Without a workflow', records: records.filter(each => each.workflowId === null) }];
  }
  const own = records.filter(each => String(each.workflowId) === String(state.workflow));
  const phases = (state.workflows.find(each => String(each.id) === String(state.workflow))?.phases ?? []).map(({ id, name }) => ({
    id,
    name,
  }));
  own.forEach(
    ({ phase }) => phase && !phases.some(each => each.id === phase.id) && phases.push({ id: phase.id, name: phase.name }),
  );
  return phases.map(phase => ({ ...phase, records: own.filter(each => each.phaseId === phase.id) }));
}

export function board(state, records, move) {
  const all = columns(state, records);
  if (!all.length) {
    return empty(
      'No phases',
      'A workflow has phases, such as Lead, Proposal and Installation. An admin adds them under Properties and workflows.',
    );
  }
  return html`<div class="board" tabindex="0" role="group" aria-label="Board">
    ${all.map(
      (column, place) =>
        html` <section
          class="column ${state.over === column.id ? 'over' : ''}"
          aria-labelledby="column-${column.id}"
          @dragover=${event => hover(event, state, column)}
          @drop=${event => dropped(event, state, column, move)}
        >
          <h2 id="column-${column.id}">${column.name} <span class="total">${number(column.records.length)}</span></h2>
          <p class="total">${amount(sum(column.records))}</p>
          <ul>
            ${repeat(
              column.records.slice(0, shownOf(state, column)),
              each => each.id,
              each => card(each, all, place, state, move),
            )}
          </ul>
          ${more(state, column)}
        </section>`,
    )}
  </div>`;
}

const sum = records => records.reduce((total, each) => total + (each.value ?? 0), 0);
const shownOf = (state, column) => state.shown.get(column.id) ?? STEP;

const more = (state, column) =>
  column.records.length > shownOf(state, column)
    ? html`<button
        class="quiet"
        @click=${() => {
          state.shown.set(column.id, shownOf(state, column) + STEP);
          update();
        }}
      >
        Show ${Math.min(STEP, column.records.length - shownOf(state, column))} more
      </button>`
    : nothing;

function hover(event, state, column) {
  if (state.dragged && column.id !== null) {
    event.preventDefault();
    if (state.over !== column.id) {
      state.over = column.id;
      update();
    }
  }
}

function dropped(event, state, column, move) {
  event.preventDefault();
  const { dragged } = state;
  Object.assign(state, { dragged: null, over: undefined });
  if (dragged && column.id !== null && dragged.phaseId !== column.id) {
    move.to(dragged, column);
  }
  update();
}

function drag(state, record) {
  state.dragged = record;
  if (!record) {
    state.over = undefined;
  }
  update();
}

function card(record, all, place, state, move) {
  const mark = urgency(record);
  const movable = mayWrite() && record.phaseId !== null;
  return html`<li
    class="card ${mark} ${state.moving === record.id ? 'moving' : ''}"
    draggable=${movable ? 'true' : 'false'}
    @dragstart=${() => drag(state, record)}
    @dragend=${() => drag(state, null)}
  >
    <a href="#/opportunities/${record.id}" draggable="false">${record.title}</a>
    <p>${record.address[0]}</p>
    <p class="foot">
      <span>${amount(record.value)}</span><span>${person(record.owner)}</span>
      ${mark ? badge(WORDS[mark], mark) : nothing}${record.status === 'ACTIVE' ? nothing : badge(record.status.replace('_', ' ').toLowerCase())}
    </p>
    ${movable ? html`<div class="moves" id="moves-${record.id}">${step(record, all[place - 1], '←', move)}${step(record, all[place + 1], '→', move)}</div>` : nothing}
  </li>`;
}

const step = (record, column, arrow, move) =>
  column
    ? html`<button
        class="quiet"
        data-arrow=${arrow}
        title="Move to ${column.name}"
        aria-label="Move ${record.title} to ${column.name}"
        @click=${() => move.to(record, column, arrow)}
      >
        ${arrow}
      </button>`
    : nothing;
