import { html, nothing } from '../../lit.js';
import { valueText } from '../../core/data.js';
import { amount, label } from '../../core/format.js';
import { nameOf } from '../../core/records.js';
import { texts } from '../record/fields.js';
import { keys } from '../record/receipt.js';
import { same } from './rules.js';

// What the service would do with the form, in the words of its receipt.
export function preview({ found, record, explained, form, by }) {
  if (explained) {
    return html`<h2>To be corrected</h2>
      <ul>
        ${(explained.errors.length ? explained.errors : [explained]).map(each => html`<li>${each.message}</li>`)}
      </ul>`;
  }
  return found
    ? html`${outcome(found, record, form, by)}
        ${found.missing.length ? html`<p class="soft">Still needed: ${found.missing.map(label).join(', ').toLowerCase()}.</p>` : nothing}
        <h2>Compared fields</h2>
        ${keys(found, 'opportunity', by)}`
    : hint();
}

const hint = () =>
  html`<h2>What would happen</h2>
    <p class="soft">
      While you type, this shows which record the form would match, by which field, and what would change. Nothing is saved
      before you press the button.
    </p>`;

function outcome(found, record, form, by) {
  if (found.outcome === 'created') {
    return html`<h2>A new record</h2>
      <p>No record has the same ${same(by)}.</p>
      ${found.contact?.outcome === 'matched' ? html`<p>It joins a contact that exists.</p>` : nothing}`;
  }
  return html`<h2>It exists: <a href="#/opportunities/${found.recordId}">${record?.title ?? '…'}</a></h2>
    ${record ? html`<p class="soft">No. ${record.number} · ${record.address[0]} · ${amount(record.value)} ${record.phase?.name ?? ''}</p>` : nothing}
    <p>Found by ${label(found.keys.find(each => each.candidates.includes(found.recordId))?.by ?? '').toLowerCase()}.</p>
    ${
      found.changes.length
        ? html`<h2>It would change</h2>
            <ul>
              ${found.changes.map(
                each => html`<li>${label(each.field)}: ${valueText(each.field, each.from)} → <strong>${valueText(each.field, each.to)}</strong></li>`,
              )}
            </ul>`
        : html`<p>Nothing of it would change.</p>`
    }
    ${notTaken(found, record, form)}`;
}

// What the found record has otherwise and keeps, so that it would be lost from the form.
function notTaken({ changes }, record, form) {
  if (!record) {
    return nothing;
  }
  const now = texts(record);
  const lost = Object.entries(form).filter(
    ([name, text]) =>
      name in now &&
      text.trim() !== '' &&
      !(name === 'status' && text === 'ACTIVE') &&
      !changes.some(each => each.field.replace(/\[\d+\]$/, '') === name) &&
      plain(name, text) !== plain(name, now[name]),
  );
  return lost.length
    ? html`<h2>Not taken</h2>
        <ul>
          ${lost.map(([name, text]) => html`<li>${label(name)}: ${valueText(name, text)} (it keeps ${valueText(name, now[name])})</li>`)}
        </ul>`
    : nothing;
}

// A text of the form without what makes no difference: case, spaces, and signs between the digits of numbers.
function plain(name, text) {
  if (name === 'primaryPhone') {
    return text.replace(/\D/g, '').slice(-10);
  }
  return ['value', 'size', 'confidence'].includes(name)
    ? String(Number(text.replace(/[$,\s]/g, '')))
    : text.trim().toLowerCase().replace(/[\s,]+/g, ' ');
}

// The button by what it does.
export function action({ found, record }) {
  switch (found?.outcome) {
    case undefined:
      return 'Save';
    case 'created':
      return 'Create';
    case 'replaced':
      return `Overwrite ${record ? nameOf(record) : 'the record'}`;
    case 'enriched':
      return found.changes.length ? 'Fill its empty fields' : keep(record);
    default:
      return keep(record);
  }
}

const keep = record => `Keep ${record ? nameOf(record) : 'the record'} as it is`;
