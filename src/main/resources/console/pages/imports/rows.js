import { html, nothing } from '../../lit.js';
import { call, page } from '../../core/api.js';
import { valueText } from '../../core/data.js';
import { label } from '../../core/format.js';
import { nameOf, recordLink, recordsById } from '../../core/records.js';
import { badge, choices, problem } from '../../core/ui.js';
import { attempt } from '../../core/view.js';

export const OUTCOMES = ['created', 'enriched', 'replaced', 'skipped', 'unchanged', 'failed'];

// What each outcome but the first means.
const MEANINGS = {
  enriched: 'gave values to a record that exists, where it had none',
  replaced: 'overwrote a record that exists',
  skipped: 'found a record that exists, and left it as it is',
  failed: 'left out, for the reason given below',
};
const UNCHANGED = {
  enrich: 'found a record that exists; it has no empty field to fill',
  replace: 'found a record that exists, and that has all of it already',
  skip: 'found a record that exists, and left it as it is',
};

// What an outcome means with a strategy; undefined for the first.
export const meaning = (outcome, strategy) => (outcome === 'unchanged' ? UNCHANGED[strategy] : MEANINGS[outcome]);

// The rows of a plan or a run, by outcome, with their lines in the file.
export function rowList(id) {
  const state = { items: [], records: new Map(), next: null, outcome: '', busy: false, error: null };
  const read = next =>
    attempt(state, async () => {
      const { outcome } = state;
      const part = await page(`/imports/${id}/rows`, next ?? { outcome, page_size: 50 });
      if (outcome !== state.outcome) {
        return;
      }
      Object.assign(state, { items: next ? [...state.items, ...part.items] : part.items, next: part.next });
      const ids = [...new Set(part.items.map(each => each.recordId))].filter(id => id !== null && !state.records.has(id));
      (await recordsById('opportunity', ids)).forEach((record, id) => state.records.set(id, record));
    });
  const download = () =>
    attempt(state, async () => {
      const { response, data } = await call('GET', `/imports/${id}/rows`, {
        query: { outcome: state.outcome },
        headers: { Accept: 'text/csv' },
        text: true,
      });
      const link = document.createElement('a');
      link.href = URL.createObjectURL(new Blob([data], { type: response.headers.get('Content-Type') }));
      link.download = `import-${id}-rows.csv`;
      link.click();
      URL.revokeObjectURL(link.href);
    });
  const choose = event => {
    state.outcome = event.target.value;
    return read();
  };
  return {
    read: () => read(),
    render: () =>
      html`<h2>Rows</h2>
        ${problem(state.error)}
        <div class="filters">
          <div class="field">
            <label for="outcome">Outcome</label>
            <select id="outcome" @change=${choose}>
              ${choices([['', 'All'], ...OUTCOMES], state.outcome)}
            </select>
          </div>
        </div>
        ${state.items.length ? table(state) : state.busy ? nothing : html`<p class="soft">No such rows.</p>`}
        <div class="buttons">
          ${state.next ? html`<button ?disabled=${state.busy} @click=${() => read(state.next)}>Show more</button>` : nothing}
          ${state.items.length ? html`<button class="quiet" ?disabled=${state.busy} @click=${download}>Download as CSV</button>` : nothing}
        </div>`,
  };
}

const table = state =>
  html`<div class="wide" tabindex="0" role="group" aria-label="Rows">
    <table>
      <thead>
        <tr>
          <th scope="col">Line</th>
          <th scope="col">Outcome</th>
          <th scope="col">Record</th>
          <th scope="col">What</th>
        </tr>
      </thead>
      <tbody>
        ${state.items.map(each => row(each, state.records.get(each.recordId)))}
      </tbody>
    </table>
  </div>`;

const row = (each, record) =>
  html`<tr>
    <td>${each.line}</td>
    <td>${badge(each.outcome, each.outcome === 'failed' ? 'red' : '')}</td>
    <td>${each.recordId === null ? '' : recordLink('opportunity', each.recordId, record ? `${nameOf(record)} (No. ${record.number})` : 'Open')}</td>
    <td>
      ${each.errors.map(error => html`<p class="error">${error.message}</p>`)}
      ${each.kept.length ? html`<p>Changed since, and kept: ${each.kept.map(member => (member === '*' ? 'everything' : label(member))).join(', ')}</p>` : nothing}
      ${each.changes.slice(0, 4).map(change => html`<p class="hint">${label(change.field)}: ${valueText(change.field, change.from)} → ${valueText(change.field, change.to)}</p>`)}
      ${each.changes.length > 4 ? html`<p class="hint">and ${each.changes.length - 4} more</p>` : nothing}
    </td>
  </tr>`;
