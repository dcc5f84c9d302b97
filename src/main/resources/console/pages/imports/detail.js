import { html, nothing } from '../../lit.js';
import { call, post } from '../../core/api.js';
import { properties, users, workflows } from '../../core/data.js';
import { label, number, plural, words } from '../../core/format.js';
import { mayWrite } from '../../core/session.js';
import { badge, loading, problem } from '../../core/ui.js';
import { attempt, focusOn, say, update } from '../../core/view.js';
import { KINDS } from '../imports.js';
import { mappingForm, missing, unused } from './mapping.js';
import { meaning, OUTCOMES, rowList } from './rows.js';
import { hasWritten, keptRows, question, undone } from './undo.js';

const WORKING = { PLANNING: 'Planning', RUNNING: 'Importing', UNDOING: 'Undoing' };
const COUNTED = { PLANNED: 'Would be', UNDONE: 'Before the undo' };
const EVERY = 700;
const AFTER_FAILURE = 3_000;
const SEPARATORS = { '\t': 'tabs', ',': 'commas', ';': 'semicolons', '|': 'bars' };

// One import, read again while it works.
export function detail(id) {
  const state = {
    id,
    data: null,
    etag: null,
    properties: [],
    workflows: [],
    busy: false,
    error: null,
    outdated: false,
    asking: false,
    written: false,
    kept: undefined,
  };
  let timer = 0;
  let left = false;
  const rows = rowList(id);
  const accept = async ({ data, etag }) => {
    const before = state.data?.state;
    const ended = !WORKING[data.state] && before !== data.state;
    const written = ended ? await hasWritten(data) : state.written;
    const kept = ended && data.state === 'UNDONE' ? await keptRows(data) : state.kept;
    if (left) {
      return;
    }
    Object.assign(state, { data, etag, written, kept });
    clearTimeout(timer);
    if (WORKING[data.state]) {
      timer = setTimeout(read, EVERY);
    } else if (ended && listsRows(data)) {
      state.outdated = false;
      rows.read();
    }
    if (WORKING[before] && !WORKING[data.state]) {
      say(`${state.data.name ?? 'The import'}: ${data.state.toLowerCase()}.`);
    }
    update();
  };
  const read = () =>
    call('GET', `/imports/${id}`)
      .then(accept)
      .catch(error => {
        state.error = error;
        if (!left && WORKING[state.data?.state]) {
          timer = setTimeout(() => read().then(() => (state.error = null)), AFTER_FAILURE);
        }
        update();
      });
  const run = (step, body) =>
    attempt(state, async () => {
      await post(`/imports/${id}/${step}`, body);
      state.asking = false;
      await read();
      focusOn('h1');
    });
  const mapping = mappingForm(state, accept);
  Promise.all([properties(), workflows(), read(), users()]).then(
    ([all, flows]) => {
      state.workflows = flows;
      state.properties = all.opportunity.filter(each => each.isCustom);
      update();
    },
    error => {
      state.error = error;
      update();
    },
  );
  const leave = () => {
    left = true;
    clearTimeout(timer);
  };
  return { title: 'Import', leave, render: () => show(state, run, mapping, rows) };
}

function show(state, run, mapping, rows) {
  const { data } = state;
  if (!data) {
    return html`<h1 tabindex="-1">Import</h1>
      ${problem(state.error)}${state.error ? nothing : loading()}`;
  }
  const open = ['RECEIVED', 'PLANNED'].includes(data.state);
  return html`<div class="title">
      <h1 tabindex="-1">${data.name ?? `Import ${data.id}`}</h1>
      ${badge(data.state.toLowerCase(), KINDS[data.state])} <a href="#/imports">All imports</a>
    </div>
    <p class="hint">${recognised(data)}</p>
    ${problem(state.error)}${data.failure ? html`<p class="problem" role="alert">${data.failure}</p>` : nothing}
    ${WORKING[data.state] ? progress(data) : counts(state)} ${mayWrite() ? steps(state, run) : nothing}
    ${open && mayWrite() ? mapping() : nothing} ${listsRows(data) ? rows.render() : nothing}`;
}

// Without a plan no row has an outcome.
const listsRows = data => data.plan !== null && data.state !== 'RECEIVED' && !WORKING[data.state];

const recognised = data =>
  [
    data.profile && data.profile !== 'GENERIC' ? `Looks like an export of ${data.profile}` : 'Not an export that the service knows: please check what each column becomes',
    data.encoding,
    data.separator && `separated by ${SEPARATORS[data.separator] ?? data.separator}`,
    plural(data.columns.length, 'column'),
  ]
    .filter(Boolean)
    .join(' · ');

const progress = data =>
  html`<p role="status">
      ${WORKING[data.state]} ${number(data.rowsDone)}${data.rowsTotal === null ? '' : ` of ${number(data.rowsTotal)}`} rows
    </p>
    <progress aria-label="Rows" max=${data.rowsTotal || 1} .value=${data.rowsTotal ? data.rowsDone : 0}></progress>`;

function counts({ data, written, kept }) {
  const all = data.state === 'PLANNED' ? data.plan?.counts : data.counts;
  const some = OUTCOMES.map(outcome => [outcome, all?.[outcome] ?? 0]).filter(([, count]) => count > 0);
  return some.length
    ? html`${data.state === 'UNDONE' ? undone(data, kept) : nothing}
        <p>
          ${written ? (COUNTED[data.state] ?? 'Rows') : 'Would have been'}:
          ${some.map(([outcome, count], place) => html`${place ? ', ' : ''} <strong>${number(count)}</strong> ${outcome}`)}${written ? '' : '. Nothing was written.'}
        </p>
        ${some
          .filter(([outcome]) => meaning(outcome, data.matchFoundStrategy))
          .map(([outcome]) => html`<p class="hint">${words(outcome)}: ${meaning(outcome, data.matchFoundStrategy)}.</p>`)}`
    : nothing;
}

function steps(state, run) {
  const { data, busy, asking, outdated, written } = state;
  const button = (step, text, kind = '', body = undefined, blocked = false) =>
    html`<button class=${kind} ?disabled=${busy || blocked} @click=${() => run(step, body)}>${text}</button>`;
  const ready = data.problems.length === 0;
  const ask = asked => () => {
    state.asking = asked;
    focusOn(asked ? '#undo' : 'h1');
  };
  return html`<div class="buttons">
      ${data.state === 'PLANNED' ? button('commit', importText(data.plan), 'main', { fingerprint: data.plan.fingerprint }, data.plan.counts.failed === data.plan.rows) : nothing}
      ${data.state === 'RECEIVED' ? button('plan', 'Plan: show what would happen', 'main', undefined, !ready) : nothing}
      ${['RECEIVED', 'PLANNING', 'PLANNED', 'RUNNING'].includes(data.state) ? button('cancel', 'Cancel', 'quiet') : nothing}
      ${['DONE', 'CANCELLED', 'FAILED'].includes(data.state)  && data.rowsDone > 0 && written && !asking
          ? html`<button class="danger" @click=${ask(true)}>Undo this import</button>`
          : nothing}
    </div>
    ${asking ? question(state, { yes: () => run('undo'), no: ask(false) }) : nothing}
    ${outdated && data.state === 'RECEIVED' ? html`<p class="note">The plan is out of date: plan again.</p>` : nothing}
    ${['RECEIVED', 'PLANNED'].includes(data.state) ? unused(data) : nothing}
    ${
      ready || data.state !== 'RECEIVED'
        ? nothing
        : html`<ul class="problem">
            ${missing(data).map(
              each =>
                html`<li>${label(each)} is missing: choose a column that becomes ${label(each).toLowerCase()}, or enter one value for all rows.</li>`,
            )}
            ${data.problems.filter(each => !each.startsWith('mapping must give ')).map(each => html`<li>${each}</li>`)}
          </ul>`
    }`;
}

function importText({ rows, counts: { failed = 0 } }) {
  return failed ? `Import ${plural(rows - failed, 'row')}, leave out ${number(failed)}` : `Import ${plural(rows, 'row')}`;
}
