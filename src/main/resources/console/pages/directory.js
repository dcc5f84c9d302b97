import { html, nothing } from '../lit.js';
import { page } from '../core/api.js';
import { few, shown } from '../core/format.js';
import { nameOf, PATHS, recordLink } from '../core/records.js';
import { empty, loading, problem } from '../core/ui.js';
import { latest, update } from '../core/view.js';
import { entry } from './directory/entry.js';

// A list has this many linked records of each contact.
const MOST = 20;

const KINDS = {
  contact: {
    title: 'Contacts',
    hint: 'Name, e-mail, phone',
    columns: ['Name', 'E-mails', 'Phones', 'Opportunities'],
    cells: each => [few(each.emails), few(each.phones), each.opportunities.length < MOST ? each.opportunities.length : `${MOST} or more`],
    none: 'A contact is a person. The e-mail or the phone of an opportunity finds one, or makes one.',
  },
  account: {
    title: 'Accounts',
    hint: 'Title, address, e-mail, phone',
    columns: ['Title', 'Address', 'E-mail', 'Phone'],
    cells: each => [each.address[0], each.primaryEmail, each.primaryPhone],
    none: 'An account is a customer with an address, whose opportunities and contacts belong together. Calls of the API make accounts.',
  },
};

// Contacts or accounts: a list with a search, or one of them.
export const directory = type => id => (id ? entry(type, id) : overview(type, KINDS[type]));

function overview(type, kind) {
  const state = { q: '', items: [], next: null, loaded: false, error: null };
  const read = async (query, signal) => {
    try {
      const part = await page(PATHS[type], query, signal);
      Object.assign(state, {
        items: query.cursor ? [...state.items, ...part.items] : part.items,
        next: part.next,
        loaded: true,
        error: null,
      });
    } catch (error) {
      state.error = error.name === 'AbortError' ? state.error : error;
    }
    update();
  };
  const reader = latest(signal => read({ q: state.q, page_size: 50 }, signal));
  reader.now();
  const search = event => {
    state.q = event.target.value;
    reader.soon();
  };
  return {
    title: kind.title,
    leave: reader.stop,
    render: () =>
      html`<div class="title"><h1 tabindex="-1">${kind.title}</h1></div>
        <div class="filters">
          <div class="field search">
            <label for="q">Search</label>
            <input id="q" type="search" .value=${state.q} placeholder=${kind.hint} @input=${search} />
          </div>
        </div>
        ${problem(state.error)}
        ${state.items.length ? table(type, kind, state, () => read(state.next)) : state.loaded ? nothingThere(kind, state.q) : loading()}`,
  };
}

const nothingThere = ({ title, none }, q) =>
  q
    ? empty('Nothing found', `None of the ${title.toLowerCase()} has all words of “${q}”.`)
    : empty(`No ${title.toLowerCase()} yet`, none);

const table = (type, kind, state, more) =>
  html`<div class="wide" tabindex="0" role="group" aria-label=${kind.title}>
      <table class="directory">
        <thead>
          <tr>
            ${kind.columns.map(each => html`<th scope="col">${each}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${state.items.map(
            each =>
              html`<tr>
                <td>${recordLink(type, each.id, nameOf(each))}</td>
                ${kind.cells(each).map(cell => html`<td>${shown(cell)}</td>`)}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
    ${state.next ? html`<button class="quiet" @click=${more}>Show more</button>` : nothing}`;
