import { html, nothing } from '../../lit.js';
import { valueText } from '../../core/data.js';
import { amount, label } from '../../core/format.js';
import { keys } from '../record/receipt.js';

// What the service would do with the form, in the words of its receipt.
export function preview({ found, record, explained }) {
  if (explained) {
    return html`<h2>To be corrected</h2>
      <ul>
        ${(explained.errors.length ? explained.errors : [explained]).map(each => html`<li>${each.message}</li>`)}
      </ul>`;
  }
  return found
    ? html`${outcome(found, record)}
        ${found.missing.length ? html`<p class="soft">Still needed: ${found.missing.map(label).join(', ').toLowerCase()}.</p>` : nothing}
        <h2>Keys</h2>
        ${keys(found)}`
    : hint();
}

const hint = () =>
  html`<h2>What would happen</h2>
    <p class="soft">
      While you type, this shows which record the form would match, by which key, and which members would change. Nothing is saved
      before you press the button.
    </p>`;

function outcome(found, record) {
  if (found.outcome === 'created') {
    return html`<h2>A new record</h2>
      <p>Nothing has the same keys.</p>
      ${found.contact?.outcome === 'matched' ? html`<p>It joins a contact that exists.</p>` : nothing}`;
  }
  return html`<h2>It exists: <a href="#/opportunities/${found.recordId}">${record?.title ?? `record ${found.recordId}`}</a></h2>
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
    }`;
}
