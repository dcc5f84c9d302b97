import { html, nothing, repeat } from '../../lit.js';
import { ago, amount, person } from '../../core/format.js';
import { urgency, WORDS } from '../../core/sla.js';
import { badge } from '../../core/ui.js';
import { update } from '../../core/view.js';

const STEP = 100;

export function list(state, records) {
  const rows = state.rows ?? STEP;
  return html`<div class="wide" tabindex="0" role="group" aria-label="List">
      <table>
        <thead>
          <tr>
            <th scope="col">No.</th>
            <th scope="col">Title</th>
            <th scope="col">Address</th>
            <th scope="col">Phase</th>
            <th scope="col" class="right">Value</th>
            <th scope="col">Owner</th>
            <th scope="col">Status</th>
            <th scope="col">Changed</th>
          </tr>
        </thead>
        <tbody>
          ${repeat(
            records.slice(0, rows),
            each => each.id,
            row,
          )}
        </tbody>
      </table>
    </div>
    ${
      records.length > rows
        ? html`<button
            class="quiet"
            @click=${() => {
              state.rows = rows + STEP;
              update();
            }}
          >
            Show ${Math.min(STEP, records.length - rows)} more
          </button>`
        : nothing
    }`;
}

function row(record) {
  const mark = urgency(record);
  return html`<tr>
    <td>${record.number}</td>
    <td><a href="#/opportunities/${record.id}">${record.title}</a></td>
    <td>${record.address[0]}</td>
    <td>${record.phase?.name ?? ''} ${mark ? badge(WORDS[mark], mark) : nothing}</td>
    <td class="right">${amount(record.value)}</td>
    <td>${person(record.owner)}</td>
    <td>${record.status.replace('_', ' ').toLowerCase()}</td>
    <td>${ago(record.updatedAt)}</td>
  </tr>`;
}
