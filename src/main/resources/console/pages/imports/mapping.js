import { html, nothing } from '../../lit.js';
import { patch } from '../../core/api.js';
import { label, number } from '../../core/format.js';
import { choices, field, problem } from '../../core/ui.js';
import { attempt, say } from '../../core/view.js';

const MEMBERS = [
  'title',
  'address',
  'address.street',
  'trades',
  'description',
  'primaryName',
  'primaryEmail',
  'primaryPhone',
  'value',
  'size',
  'confidence',
  'status',
  'source',
  'externalId',
  'accountId',
  'workflowId',
  'phaseId',
  'ownerId',
  'salesRepId',
  'projectManagerId',
  'isActive',
];
const CONSTANTS = ['title', 'address', 'trades', 'source', 'status'];
const KEYS = ['externalId', 'primaryEmail', 'primaryPhone', 'address', 'title'];
const STRATEGIES = [
  ['skip', 'leave the record'],
  ['enrich', 'fill its empty fields'],
  ['replace', 'overwrite it'],
];

// The fields that every record needs, and that neither a column nor a value gives yet.
export const missing = data => data.problems.map(each => /^mapping must give (\w+)/.exec(each)?.[1]).filter(Boolean);

const listed = members => (members === null || members === undefined ? '' : [members].flat().join(','));

// Which field each column gives. Every choice is saved at once, and voids the plan.
export function mappingForm(state, accept) {
  const own = { busy: false, error: null };
  const save = body =>
    attempt(own, async () => {
      const planned = state.data.state === 'PLANNED';
      await accept(await patch(`/imports/${state.id}`, body, state.etag));
      state.outdated ||= planned;
      say(state.outdated ? 'Saved. The plan is out of date: plan again.' : 'Saved.');
    });
  const saveMapping = change => save({ mapping: { ...state.data.mapping, ...change } });
  const map = (column, text) =>
    saveMapping({ columns: { ...state.data.mapping.columns, [column]: text ? text.split(',') : null } });
  const constant = (name, text) => {
    const constants = { ...state.data.mapping.constants };
    if (text) {
      constants[name] = text;
    } else {
      delete constants[name];
    }
    return saveMapping({ constants });
  };
  return () =>
    html`<h2>Columns</h2>
      ${problem(own.error)}${columns(state, own, map)}
      <details class="panel" ?open=${state.data.problems.length > 0}>
        <summary>One value for all rows, where no column gives it</summary>
        <div class="form">
          ${field({
            name: 'constant-workflowId',
            text: 'Workflow of new records',
            value: listed(state.data.mapping.constants.workflowId),
            options: [['', 'None'], ...state.workflows.map(each => [each.id, each.name])],
            change: event => constant('workflowId', event.target.value),
          })}
          ${CONSTANTS.map(name =>
            field({
              name: `constant-${name}`,
              text: label(name),
              value: listed(state.data.mapping.constants[name]),
              error: missing(state.data).includes(name) ? `Needed, unless a column becomes ${label(name).toLowerCase()}` : undefined,
              change: event => constant(name, event.target.value.trim()),
            }),
          )}
        </div>
      </details>
      ${rules(state, own, save)}`;
}

// The columns with values that no record gets.
export function unused({ columns: all, mapping }) {
  const names = all.filter(({ name, filled }) => filled && !listed(mapping.columns[name])).map(({ name }) => name);
  return names.length ? html`<p class="note">Not imported, because they become nothing: ${names.join(', ')}.</p>` : nothing;
}

function columns(state, own, map) {
  const { data } = state;
  const options = [
    ...MEMBERS.map(each => [each, label(each)]),
    ...state.properties.map(each => [`custom.${each.keyName}`, each.name]),
  ];
  return html`<div class="wide" tabindex="0" role="group" aria-label="Columns">
    <table>
      <thead>
        <tr>
          <th scope="col">Column</th>
          <th scope="col">Samples</th>
          <th scope="col" class="right filled">Filled</th>
          <th scope="col">Becomes</th>
        </tr>
      </thead>
      <tbody>
        ${data.columns.map((column, place) => {
          const value = listed(data.mapping.columns[column.name]);
          const several = value.includes(',') ? [[value, value.split(',').map(label).join(' and ')]] : [];
          return html`<tr>
            <td><label for="column-${place}">${column.name}</label></td>
            <td class="soft">${column.samples.slice(0, 3).join(' · ')}</td>
            <td class="right filled">${number(column.filled)}</td>
            <td>
              <select id="column-${place}" ?disabled=${own.busy} @change=${event => map(column.name, event.target.value)}>
                ${choices([['', 'Nothing'], ...several, ...options], value)}
              </select>
            </td>
          </tr>`;
        })}
      </tbody>
    </table>
  </div>`;
}

function rules({ data }, own, save) {
  const toggle = key => {
    const by = KEYS.filter(each => data.matchBy.includes(each) !== (each === key));
    return by.length ? save({ matchBy: by }) : nothing;
  };
  return html`<fieldset class="plain">
      <legend class="soft">Same record if it has the same</legend>
      ${KEYS.map(
        each =>
          html`<label class="check"
            ><input
              type="checkbox"
              ?disabled=${own.busy}
              .checked=${data.matchBy.includes(each)}
              @change=${() => toggle(each)}
            />${label(each)}</label
          >`,
      )}
    </fieldset>
    <div class="filters">
      ${field({
        name: 'strategy',
        text: 'If there is one',
        value: data.matchFoundStrategy,
        options: STRATEGIES,
        change: event => save({ matchFoundStrategy: event.target.value }),
      })}
    </div>
    <label class="check"
      ><input
        type="checkbox"
        ?disabled=${own.busy}
        .checked=${data.allowNewOptions}
        @change=${event => save({ allowNewOptions: event.target.checked })}
      />
      Add options of dropdowns that do not exist yet</label
    >`;
}
