import { html, nothing } from '../../lit.js';
import { amount, at, label, person, plural, shown, words } from '../../core/format.js';
import { keyText, nameOf, recordLink } from '../../core/records.js';
import { mayWrite } from '../../core/session.js';

const MEMBERS = {
  opportunity: [
    'title',
    'address',
    'description',
    'trades',
    'value',
    'size',
    'confidence',
    'status',
    'primaryEmail',
    'primaryPhone',
    'ownerId',
    'salesRepId',
    'projectManagerId',
  ],
  account: ['title', 'address', 'description', 'accountType', 'primaryEmail', 'primaryPhone'],
  contact: ['name', 'title'],
};
const UNITED = { opportunity: ['contacts'], account: [], contact: ['emails', 'phones'] };

function valueOf(record, member) {
  if (member.startsWith('custom.')) {
    return record.custom?.[member.slice(7)] ?? null;
  }
  return /^(owner|salesRep|projectManager)Id$/.test(member)
    ? person(record[member.slice(0, -2)]) || null
    : member === 'value'
      ? amount(record.value) || null
      : member === 'status'
        ? words(record.status)
        : (record[member] ?? null);
}

const isEmpty = value => value === null || value === '' || (Array.isArray(value) && !value.length);

// Records side by side. Of each member that differs, one value is chosen; without a choice the target keeps its own, else it gets the first.
export function comparison(state, { merge, dismiss, close, update }) {
  const { records, group } = state;
  const customs = [...new Set(records.flatMap(each => Object.keys(each.custom ?? {})))].map(each => `custom.${each}`);
  const members = [...MEMBERS[state.type], ...customs].filter(each => records.some(record => !isEmpty(valueOf(record, each))));
  const one = state.left.size === records.length - 1;
  return html`<section id="comparison" tabindex="-1" aria-labelledby="compared">
    <h2 id="compared">Same ${label(state.by).toLowerCase()}: ${keyText(state.by, group.key)}</h2>
    ${group.count > records.length ? html`<p class="note">The first ${records.length} of ${group.count} records.</p>` : nothing}
    <div class="wide" tabindex="0" role="group" aria-label="Records side by side">
      <table class="compared">
        <thead>
          <tr>
            <th scope="col"><span class="away">Field</span></th>
            ${records.map(each => html`<th scope="col">${heading(state, each, update)}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${members.map(member => row(state, member, update))}
          ${UNITED[state.type].map(
            member =>
              html`<tr>
                <th scope="row">${label(member)}<br /><span class="hint">all are kept</span></th>
                ${records.map(each => html`<td>${member === 'contacts' ? plural(each.contacts.length, 'contact') : shown(each[member])}</td>`)}
              </tr>`,
          )}
          <tr>
            <th scope="row">Created</th>
            ${records.map(each => html`<td>${at(each.createdAt)}</td>`)}
          </tr>
        </tbody>
      </table>
    </div>
    <div class="buttons">
      ${
        mayWrite()
          ? html` <button class="main" ?disabled=${state.busy || one} @click=${() => merge(state)}>
                Merge ${records.length - state.left.size} into one
              </button>
              <button ?disabled=${state.busy} @click=${() => dismiss(state)}>Not duplicates</button>`
          : nothing
      } <button class="quiet" @click=${() => close(state)}>Back</button>
    </div>
  </section>`;
}

function heading(state, record, update) {
  const id = record.id;
  const out = state.left.has(id);
  return html`${recordLink(state.type, id, record.number ? `No. ${record.number}` : nameOf(record))}
  ${
    mayWrite()
      ? html`<label class="check"
            ><input
              type="radio"
              name="target"
              .checked=${state.target === id}
              @change=${() => {
                state.target = id;
                state.left.delete(id);
                update();
              }}
            />Keep this one</label
          >
          ${
            state.target === id
              ? nothing
              : html`<label class="check"
                  ><input
                    type="checkbox"
                    .checked=${!out}
                    @change=${event => {
                      event.target.checked ? state.left.delete(id) : state.left.add(id);
                      update();
                    }}
                  />Merge it</label
                >`
          }`
      : nothing
  }`;
}

// The record whose value the merge takes.
function winner(state, member) {
  const { target, records, left } = state;
  const chosen = state.chosen[member];
  if (chosen !== undefined && !left.has(chosen)) {
    return chosen;
  }
  const own = records.find(each => each.id === target);
  return !isEmpty(valueOf(own, member))
    ? target
    : (records.find(each => !left.has(each.id) && !isEmpty(valueOf(each, member)))?.id ?? target);
}

function row(state, member, update) {
  const all = state.records.map(each => JSON.stringify(valueOf(each, member)));
  const differs = new Set(all).size > 1;
  const taken = winner(state, member);
  return html`<tr>
    <th scope="row">${label(member)}</th>
    ${state.records.map(each => {
      const value = shown(valueOf(each, member));
      return html`<td class=${differs && taken === each.id ? 'taken' : ''}>
        ${
          differs && mayWrite() && !isEmpty(valueOf(each, member)) && !state.left.has(each.id)
            ? html`<label class="check"
                ><input
                  type="radio"
                  name="m-${member}"
                  .checked=${taken === each.id}
                  @change=${() => {
                    state.chosen[member] = each.id;
                    update();
                  }}
                /><span>${value}</span></label
              >`
            : value
        }
      </td>`;
    })}
  </tr>`;
}
