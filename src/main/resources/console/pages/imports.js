import { html, nothing } from '../lit.js';
import { call, page } from '../core/api.js';
import { workflows } from '../core/data.js';
import { ago, number } from '../core/format.js';
import { mayWrite } from '../core/session.js';
import { badge, empty, loading, problem } from '../core/ui.js';
import { attempt, update } from '../core/view.js';
import { detail } from './imports/detail.js';

const TYPES = {
  csv: 'text/csv',
  tsv: 'text/tab-separated-values',
  tab: 'text/tab-separated-values',
  txt: 'text/plain',
  ndjson: 'application/x-ndjson',
  jsonl: 'application/x-ndjson',
};
export const KINDS = { DONE: 'green', FAILED: 'red', CANCELLED: 'yellow', UNDONE: 'yellow' };

// Files of leads: all of them, or the steps of one.
export default function imports(id) {
  return id ? detail(id) : overview();
}

function overview() {
  const state = { items: [], next: null, over: false, loaded: false, busy: false, error: null };
  const read = next =>
    attempt(state, async () => {
      const part = await page('/imports', next ?? { page_size: 20 });
      Object.assign(state, { items: next ? [...state.items, ...part.items] : part.items, next: part.next, loaded: true });
    });
  read();
  return {
    title: 'Imports',
    render: () =>
      html`<div class="title"><h1 tabindex="-1">Imports</h1></div>
        ${mayWrite() ? drop(state) : nothing}${problem(state.error)}
        ${
          state.items.length
            ? table(state, read)
            : state.loaded
              ? empty(
                  'No imports yet',
                  'A file of leads becomes opportunities in four steps: upload, ' +
                    'mapping, plan, commit. A plan shows what would become of each row, and writes nothing. An undo takes an import back.',
                )
              : loading()
        }`,
  };
}

// As in the intake: what names a person decides wherever the file has it, because leads of different people often have one title. And
// new records begin in the first workflow, so that the board shows them.
async function prepare({ id, mapping }) {
  const given = Object.values(mapping.columns).flat();
  const matchBy = ['externalId', 'primaryEmail', 'primaryPhone'].filter(each => given.includes(each));
  const [workflow] = given.some(each => ['workflowId', 'phaseId'].includes(each)) ? [] : await workflows();
  const body = {
    ...(matchBy.length ? { matchBy, matchFoundStrategy: 'enrich' } : {}),
    ...(workflow ? { mapping: { ...mapping, constants: { workflowId: String(workflow.id), ...mapping.constants } } } : {}),
  };
  return Object.keys(body).length ? call('PATCH', `/imports/${id}`, { body }) : undefined;
}

const send = (state, file) =>
  file &&
  attempt(state, async () => {
    const type = TYPES[file.name.split('.').pop().toLowerCase()] ?? 'text/csv';
    const { data } = await call('POST', '/imports', {
      query: { name: file.name },
      body: file,
      raw: true,
      headers: { 'Content-Type': type },
    });
    await prepare(data);
    location.hash = `#/imports/${data.id}`;
  });

function drop(state) {
  const over = (event, is) => {
    event.preventDefault();
    if (state.over !== is) {
      state.over = is;
      update();
    }
  };
  return html`<div
    class="drop ${state.over ? 'over' : ''}"
    @dragover=${event => over(event, true)}
    @dragleave=${event => over(event, false)}
    @drop=${event => {
      over(event, false);
      send(state, event.dataTransfer.files[0]);
    }}
  >
    ${
      state.busy
        ? loading('Sending')
        : html`<label for="file">Drop a CSV, TSV or NDJSON file here, or choose one</label>
            <input
              id="file"
              type="file"
              accept=".csv,.tsv,.tab,.txt,.ndjson,.jsonl"
              @change=${event => send(state, event.target.files[0])}
            />`
    }
  </div>`;
}

const table = (state, read) =>
  html`<h2>Earlier imports</h2>
    <div class="wide" tabindex="0" role="group" aria-label="Imports">
      <table>
        <thead>
          <tr>
            <th scope="col">File</th>
            <th scope="col">State</th>
            <th scope="col" class="right">Rows</th>
            <th scope="col">Started</th>
          </tr>
        </thead>
        <tbody>
          ${state.items.map(
            each =>
              html`<tr>
                <td><a href="#/imports/${each.id}">${each.name ?? `Import ${each.id}`}</a></td>
                <td>${badge(each.state.toLowerCase(), KINDS[each.state])}</td>
                <td class="right">${number(each.rowsTotal)}</td>
                <td>${ago(each.createdAt)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
    ${state.next ? html`<button class="quiet" ?disabled=${state.busy} @click=${() => read(state.next)}>Show older</button>` : nothing}`;
