import { html, nothing } from '../lit.js';
import { call, corrected, randomKey } from '../core/api.js';
import { properties, users, workflows } from '../core/data.js';
import { field, problem } from '../core/ui.js';
import { attempt, latest, say, update } from '../core/view.js';
import { action, preview } from './intake/preview.js';
import { rules } from './intake/rules.js';
import { inputs, members } from './record/fields.js';

// In place of what is not typed yet. It finds nothing, so the rest is compared at once.
const REQUIRED = { title: '…', address: ['Unknown'], trades: ['…'] };

// A form that shows what it would match before it is sent.
export default function intake() {
  const state = {
    form: { status: 'ACTIVE' },
    by: ['primaryEmail', 'primaryPhone', 'address'],
    strategy: 'enrich',
    workflowId: '',
    found: null,
    explained: null,
    busy: false,
    error: null,
    touched: new Set(),
    properties: [],
    users: [],
    workflows: [],
  };
  const explain = latest(async signal => {
    try {
      if (
        !Object.keys(REQUIRED)
          .concat('primaryEmail', 'primaryPhone', 'externalId')
          .some(name => state.form[name])
      ) {
        Object.assign(state, { found: null, record: null, explained: null });
        return update();
      }
      const { data } = await call('POST', '/opportunities/explain', {
        query: query(state),
        body: { ...REQUIRED, ...body(state) },
        signal,
      });
      const missing = Object.keys(REQUIRED).filter(name => !state.form[name]);
      Object.assign(state, {
        found: { ...data, missing, changes: data.changes.filter(each => !missing.includes(each.field)) },
        explained: null,
      });
      state.record = data.recordId ? (await call('GET', `/opportunities/${data.recordId}`, { signal })).data : null;
    } catch (error) {
      if (error.name === 'AbortError') {
        return;
      }
      Object.assign(state, { found: null, record: null, explained: error });
    }
    update();
  }, 350);
  Promise.all([properties(), users(), workflows()]).then(
    ([all, people, flows]) => {
      Object.assign(state, { properties: all.opportunity, users: people, workflows: flows, workflowId: flows[0]?.id ?? '' });
      update();
    },
    error => {
      state.error = error;
      update();
    },
  );
  return { title: 'Intake', leave: explain.stop, render: () => page(state, explain) };
}

const query = state => ({ match_by: state.by.join(','), match_found_strategy: state.strategy });

function body(state) {
  const filled = Object.fromEntries(Object.entries(state.form).filter(([, text]) => text !== ''));
  return { ...members(filled, state.properties), ...(state.workflowId ? { workflowId: Number(state.workflowId) } : {}) };
}

const send = (state, event) => {
  event.preventDefault();
  state.touched = null;
  return attempt(state, async () => {
    // a second press of the button repeats the call, which then does nothing twice
    const content = JSON.stringify([query(state), body(state)]);
    state.sent = state.sent?.content === content ? state.sent : { content, key: randomKey() };
    const { data, headers, status } = await call('POST', '/opportunities', {
      query: query(state),
      body: body(state),
      headers: { 'Idempotency-Key': state.sent.key },
    });
    location.hash = `#/opportunities/${data.id}`;
    say(status === 201 ? `Created number ${data.number}.` : `Matched number ${data.number}: ${headers.get('X-Match-Outcome')}.`);
  });
};

// A member's fault is shown once the user has been there, or has sent the form.
const faultOf = (state, name) =>
  state.error?.about?.(name) ||
  (state.touched === null || state.touched.has(name) ? state.explained?.about?.(name) : '') ||
  undefined;

const type = (state, explain, name, text) => {
  if (state.form[name] !== text) {
    state.form[name] = text;
    state.error = corrected(state.error, name);
    state.explained = corrected(state.explained, name);
    update();
  }
  explain.soon();
};

const more = (state, explain) => name => ({
  value: state.form[name] ?? '',
  error: faultOf(state, name),
  input: event => type(state, explain, name, event.target.value),
  change: event => {
    state.touched?.add(name);
    type(state, explain, name, event.target.value);
  },
});

function page(state, explain) {
  const fields = [
    'title',
    'address',
    'trades',
    'primaryName',
    'primaryEmail',
    'primaryPhone',
    'value',
    'size',
    'confidence',
    'status',
    'ownerId',
    'salesRepId',
    'projectManagerId',
    'source',
    'externalId',
    'description',
    ...state.properties.map(each => `custom.${each.keyName}`),
  ];
  return html`<div class="title"><h1 tabindex="-1">Intake</h1></div>
    <div class="two">
      <form novalidate @submit=${event => send(state, event)}>
        ${problem(state.error, fields)} ${rules(state, explain)}
        <div class="form">
          ${inputs(more(state, explain), state, true)}
          ${field({
            name: 'workflowId',
            text: 'Workflow',
            value: state.workflowId,
            options: [['', 'None'], ...state.workflows.map(each => [each.id, each.name])],
            change: event => {
              state.workflowId = event.target.value;
              explain.soon();
            },
          })}
        </div>
        <div class="buttons"><button class="main" ?disabled=${state.busy}>${action(state)}</button></div>
      </form>
      <section aria-live="polite" aria-label="What would happen">${preview(state)}</section>
    </div>`;
}
