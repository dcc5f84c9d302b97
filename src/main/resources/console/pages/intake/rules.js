import { html, nothing } from '../../lit.js';
import { field } from '../../core/ui.js';
import { update } from '../../core/view.js';

const KEYS = [
  ['primaryEmail', 'E-mail'],
  ['primaryPhone', 'Phone'],
  ['address', 'Address'],
  ['externalId', 'External id'],
  ['title', 'Title'],
];
const STRATEGIES = [
  ['skip', 'leave it as it is'],
  ['enrich', 'fill its empty fields'],
  ['replace', 'overwrite it with this'],
];

const isLast = ({ by }, name) => by.length === 1 && by[0] === name;

// The chosen fields, as “e-mail, or the same phone”.
export const same = by => by.map(each => KEYS.find(([name]) => name === each)[1].toLowerCase()).join(', or the same ');

// By which keys a record is the same one, and what becomes of it.
export function rules(state, explain) {
  const toggle = key => {
    state.by = KEYS.map(([name]) => name).filter(name => state.by.includes(name) !== (name === key));
    explain.soon();
    update();
  };
  return html`<details class="panel">
    <summary>
      Same record if it has the same
      ${same(state.by)}:
      ${STRATEGIES.find(([name]) => name === state.strategy)[1]}
    </summary>
    <fieldset class="plain">
      <legend class="soft">Compare, in this order</legend>
      ${KEYS.map(
        ([name, text]) =>
          html`<label class="check">
            <input
              type="checkbox"
              .checked=${state.by.includes(name)}
              ?disabled=${isLast(state, name)}
              aria-describedby=${isLast(state, name) ? 'one-stays' : nothing}
              @change=${() => toggle(name)} />${text}</label
          >`,
      )}
      ${state.by.length === 1 ? html`<p class="hint" id="one-stays">One must stay chosen. Choose another one first to remove this one.</p>` : nothing}
    </fieldset>
    ${field({
      name: 'strategy',
      text: 'If there is one',
      value: state.strategy,
      options: STRATEGIES,
      change: event => {
        state.strategy = event.target.value;
        explain.soon();
        update();
      },
    })}
  </details>`;
}
