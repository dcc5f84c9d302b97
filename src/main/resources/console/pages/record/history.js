import { html, nothing } from '../../lit.js';
import { page } from '../../core/api.js';
import { valueText } from '../../core/data.js';
import { at, label, person } from '../../core/format.js';
import { idLink, PATHS } from '../../core/records.js';
import { loading, problem } from '../../core/ui.js';
import { attempt } from '../../core/view.js';
import { keys } from './receipt.js';

const VERBS = {
  CREATED: 'Created',
  UPDATED: 'Changed',
  ARCHIVED: 'Archived',
  RESTORED: 'Restored',
  DELETED: 'Removed',
  OVERDUE: 'Overdue',
};

// All changes of a record of a path: who, what, and how it was matched.
export function history(path) {
  const type = Object.keys(PATHS).find(each => path.startsWith(PATHS[each]));
  const state = { items: [], next: null, busy: false, error: null };
  const first = { page_size: 20, include_archived: path.startsWith(PATHS.contact) ? undefined : true };
  const read = query =>
    attempt(state, async () => {
      const part = await page(`${path}/changes`, query ?? first);
      Object.assign(state, { items: query ? [...state.items, ...part.items] : part.items, next: part.next });
    });
  const render = () =>
    html`<h2>History</h2>
      ${problem(state.error)}${state.busy && !state.items.length ? loading() : nothing}
      <ol class="history">
        ${state.items.map(each => entry(type, each))}
      </ol>
      ${state.next ? html`<button class="quiet" ?disabled=${state.busy} @click=${() => read(state.next)}>Show older changes</button>` : nothing}`;
  return { read: () => read(), render };
}

const entry = (type, { at: time, by, action, changes, match }) =>
  html`<li>
    <strong>${VERBS[action] ?? action}</strong> ${by ? html`by ${person(by)}` : nothing}
    <time datetime=${time}>${at(time)}</time> ${
      action === 'CREATED' && changes.length > 4
        ? html`<details>
            <summary>${changes.length} values</summary>
            ${list(type, changes)}
          </details>`
        : list(type, changes)
    }
    ${
      match
        ? html`<details>
            <summary>Match: ${match.outcome}</summary>
            ${keys(match, type)}
          </details>`
        : nothing
    }
  </li>`;

const plainName = field => field.replace(/\[\d+\]$/, '');

// The type of the records that a member has ids of; undefined for other members.
const typeOf = (type, field) =>
  ({ mergedFrom: type, mergedInto: type, accountId: 'account', accountIds: 'account', contacts: 'contact' })[field];

function value(type, field, given) {
  const own = typeOf(type, field);
  const ids = (Array.isArray(given) ? given : [given]).filter(Number.isInteger);
  return own && ids.length ? ids.map((id, place) => html`${place ? ', ' : ''}${idLink(own, id)}`) : valueText(field, given);
}

const list = (type, changes) =>
  changes.length
    ? html`<ul>
        ${changes.map(
          each =>
            html`<li>
              ${label(plainName(each.field))}:
              ${each.from === null || each.from === undefined ? nothing : html`<del>${value(type, plainName(each.field), each.from)}</del> → `}${value(type, plainName(each.field), each.to)}
            </li>`,
        )}
      </ul>`
    : nothing;
