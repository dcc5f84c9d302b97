import { html, nothing } from '../../lit.js';
import { label, plural } from '../../core/format.js';
import { idLink, keyText } from '../../core/records.js';

const REASONS = { NO_VALUE: 'no value', NAMES_NOTHING: 'a placeholder, which matches nothing' };

// What each key of a receipt found among the records of a type; `by` names the chosen ones, if the rest is marked.
export const keys = ({ keys: all = [], contact }, type = 'opportunity', by) =>
  html`<div class="wide" tabindex="0" role="group" aria-label="Compared fields">
      <table class="keys">
        <thead>
          <tr>
            <th scope="col">Field</th>
            <th scope="col">Compared as</th>
            <th scope="col">Found</th>
          </tr>
        </thead>
        <tbody>
          ${all.map(
            each =>
              html`<tr>
                <td>${label(each.by)}</td>
                <td>${each.usable ? html`<code>${keyText(each.by, each.key)}</code>` : (REASONS[each.reason] ?? '—')}</td>
                <td>${found(each, type)}${each.count && by && !by.includes(each.by) ? html` <span class="hint">not chosen</span>` : nothing}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
    ${
      contact && contact.outcome !== 'none'
        ? html`<p>Contact: ${contact.outcome}${contact.conflictId ? ', and another contact has the phone' : ''}</p>`
        : nothing
    }`;

function found({ count, candidates = [] }, type) {
  if (!count) {
    return 'nothing';
  }
  return html`${plural(count, 'record')}:
  ${candidates.slice(0, 5).map((id, place) => html`${place ? ', ' : ''}${idLink(type, id)}`)}${
    count > 5 ? ' …' : ''
  }`;
}
