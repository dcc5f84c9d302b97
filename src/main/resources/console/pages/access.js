import { html, nothing } from '../lit.js';
import { pages, remove } from '../core/api.js';
import { users } from '../core/data.js';
import { ago, at, person, plural } from '../core/format.js';
import { isAdmin, mayWrite, session } from '../core/session.js';
import { badge, loading, problem } from '../core/ui.js';
import { attempt, say } from '../core/view.js';
import { userSection } from './access/users.js';
import { newKey } from './access/newkey.js';

// API keys, the users that they belong to, and the keys that still call deprecated paths.
export default function access() {
  const state = { keys: [], users: [], loaded: false, busy: false, error: null };
  const read = () =>
    attempt(state, async () => {
      const [keys, people] = await Promise.all([pages('/api-keys', {}, { most: 5 }), users()]);
      Object.assign(state, { keys: keys.items, users: people, loaded: true });
    });
  const people = userSection(read);
  const key = newKey(read);
  read();
  return {
    title: 'Keys and users',
    render: () =>
      html`<div class="title"><h1 tabindex="-1">Keys and users</h1></div>
        ${problem(state.error)}${state.loaded ? html`${deprecated(state)}${keyTable(state, read)}${mayWrite() ? key.render() : nothing}${people.render()}` : loading()}`,
  };
}

const owner = (state, key) => person(state.users.find(each => each.id === key.userId)) || `user ${key.userId}`;

function deprecated(state) {
  const old = state.keys.filter(each => each.deprecatedPathCalls > 0);
  return html`<h2>Deprecated paths</h2>
    ${
      old.length
        ? html`<ul>
            ${old.map(
              each =>
                html`<li>
                  <strong>${each.name ?? each.prefix}</strong> of ${owner(state, each)}:
                  ${plural(each.deprecatedPathCalls, 'call')} of /requests or /clients, the last
                  ${ago(each.deprecatedPathLastUsedAt)}
                </li>`,
            )}
          </ul>`
        : html`<p class="soft">None of ${isAdmin() ? 'these keys' : 'your keys'} has called /requests or /clients.</p>`
    }`;
}

const keyTable = (state, read) =>
  html`<h2>API keys</h2>
    <div class="wide" tabindex="0" role="group" aria-label="API keys">
      <table>
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Begins</th>
            <th scope="col">User</th>
            <th scope="col">Scope</th>
            <th scope="col">Last used</th>
            <th scope="col">Ends</th>
            <th scope="col"><span class="away">Actions</span></th>
          </tr>
        </thead>
        <tbody>
          ${state.keys.map(each => keyRow(state, each, read))}
        </tbody>
      </table>
    </div>`;

function keyRow(state, key, read) {
  const own = key.id === session().keyId;
  const revoke = () =>
    confirm(`Revoke ${key.name ?? key.prefix}? Its calls are rejected at once.`) &&
    attempt(state, async () => {
      await remove(`/api-keys/${key.id}`);
      say('Revoked.');
      await read();
    });
  return html`<tr>
    <td>${key.name ?? '—'} ${own ? badge('this tab', 'green') : nothing}</td>
    <td><code class="short">${key.prefix}</code></td>
    <td>${owner(state, key)}</td>
    <td>${key.scope}</td>
    <td>${key.lastUsedAt ? ago(key.lastUsedAt) : 'never'}</td>
    <td>${key.expiresAt ? at(key.expiresAt) : 'never'}</td>
    <td>
      ${
        mayWrite() && !own && (isAdmin() || key.userId === session().userId)
          ? html`<button class="danger" ?disabled=${state.busy} @click=${revoke}>
              Revoke<span class="away"> ${key.name ?? key.prefix}</span>
            </button>`
          : nothing
      }
    </td>
  </tr>`;
}
