import { html } from '../../lit.js';
import { person } from '../../core/format.js';
import { choices } from '../../core/ui.js';
import { update } from '../../core/view.js';

export const noFilter = { status: '', owner: '', trade: '' };

export const STATUSES = [
  ['ACTIVE', 'Active'],
  ['ON_HOLD', 'On hold'],
  ['CANCELLED', 'Cancelled'],
  ['COMPLETED', 'Completed'],
];

// The loaded records that pass the filters; no request is needed.
export function filtered({ records, filter }) {
  const trade = filter.trade.toLowerCase();
  return records.filter(
    each =>
      (!filter.status || each.status === filter.status) &&
      (!filter.owner || String(each.owner?.id ?? 'none') === filter.owner) &&
      (!trade || each.trades.some(own => own.toLowerCase() === trade)),
  );
}

const one = (state, name, text, options) =>
  html`<div class="field">
    <label for="filter-${name}">${text}</label>
    <select
      id="filter-${name}"
      @change=${event => {
        state.filter[name] = event.target.value;
        update();
      }}
    >
      ${choices([['', 'All'], ...options], state.filter[name])}
    </select>
  </div>`;

export function filterFields(state) {
  const trades = [...new Set(state.records.flatMap(each => each.trades))].sort().slice(0, 100);
  return html`${one(state, 'status', 'Status', STATUSES)}
  ${one(state, 'owner', 'Owner', [['none', 'Nobody'], ...state.users.map(each => [each.id, person(each)])])}
  ${one(state, 'trade', 'Trade', trades)}`;
}
