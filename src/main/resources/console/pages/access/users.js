import { html, keyed, nothing } from '../../lit.js';
import { call, pages, patch, post, remove } from '../../core/api.js';
import { forget } from '../../core/data.js';
import { person } from '../../core/format.js';
import { maySetUp, session } from '../../core/session.js';
import { badge, field, problem, values } from '../../core/ui.js';
import { attempt, say, update } from '../../core/view.js';

const ROLES = [
  ['MEMBER', 'Member: works with records'],
  ['ADMIN', 'Administrator: configures the company'],
];
const FIELDS = ['email', 'firstName', 'lastName', 'phone', 'role', 'password'];

// The users of the company, and for admins their changes.
export function userSection(changed) {
  const state = { users: [], editing: null, busy: false, error: null };
  const read = () =>
    attempt(state, async () => {
      state.users = (await pages('/users', { order_by: 'asc', include_archived: true }, { most: 5 })).items;
    });
  const done = async text => {
    forget('users');
    state.editing = null;
    say(text);
    await read();
    await changed();
  };
  const save = event => {
    event.preventDefault();
    const user = state.editing;
    const before = shown(user);
    const form = Object.fromEntries(Object.entries(values(event.target)).filter(([name, text]) => text !== (before[name] ?? '')));
    state.editing = { ...user, form };
    return attempt(state, async () => {
      await (user.id ? patch(`/users/${user.id}`, form, user.etag) : post('/users', form));
      await done('Saved.');
    });
  };
  const switchUser = user =>
    (!user.isActive || confirm(`Deactivate ${person(user)}? All keys of this user stop at once.`)) &&
    attempt(state, async () => {
      await (user.isActive ? remove(`/users/${user.id}`) : patch(`/users/${user.id}`, { isActive: true }));
      await done(user.isActive ? 'Deactivated.' : 'Active again.');
    });
  const open = user => {
    Object.assign(state, { editing: user, error: null });
    update();
  };
  // Reads the user again, whom others may have changed meanwhile.
  const edit = user =>
    user?.id
      ? attempt(state, async () => {
          const { data, etag } = await call('GET', `/users/${user.id}`);
          open({ ...data, etag });
        })
      : open(user);
  read();
  return {
    render: () =>
      html`<h2>Users</h2>
        ${problem(state.editing ? null : state.error)}
        <div class="wide" tabindex="0" role="group" aria-label="Users">
          <table>
            <thead>
              <tr>
                <th scope="col">Name</th>
                <th scope="col">E-mail</th>
                <th scope="col">Phone</th>
                <th scope="col">Role</th>
                <th scope="col"><span class="away">Actions</span></th>
              </tr>
            </thead>
            <tbody>
              ${state.users.map(each => row(each, state, edit, switchUser))}
            </tbody>
          </table>
        </div>
        ${maySetUp() ? (state.editing ? form(state, save, () => edit(null)) : html`<button @click=${() => edit({})}>New user</button>`) : nothing}`,
  };
}

const row = (user, state, edit, switchUser) =>
  html`<tr>
    <td>${person(user)} ${user.isActive ? nothing : badge('deactivated', 'yellow')}</td>
    <td>${user.email}</td>
    <td>${user.phone ?? ''}</td>
    <td>${user.role.name}</td>
    <td>
      ${
        maySetUp()
          ? html`<div class="buttons">
              ${user.isActive ? html`<button @click=${() => edit(user)}>Edit<span class="away"> ${user.email}</span></button>` : nothing}
              ${
                user.id === session().userId
                  ? nothing
                  : html`<button class=${user.isActive ? 'danger' : ''} ?disabled=${state.busy} @click=${() => switchUser(user)}>
                      ${user.isActive ? 'Deactivate' : 'Activate'}<span class="away"> ${user.email}</span>
                    </button>`
              }
            </div>`
          : nothing
      }
    </td>
  </tr>`;

const shown = user => ({ ...user, role: user.role ? (user.role.id === '1' ? 'ADMIN' : 'MEMBER') : undefined });

function form(state, save, cancel) {
  const user = state.editing;
  const at = { ...shown(user), ...user.form };
  const one = (name, text, options) =>
    field({ name, text, value: at[name] ?? '', error: state.error?.about?.(name) || undefined, ...options });
  return keyed(
    user.id ?? 'new',
    html`<form class="panel" novalidate @submit=${save}>
    <h3>${user.id ? person(user) : 'New user'}</h3>
    ${problem(state.error, FIELDS)}
    <div class="form">
      ${one('email', 'E-mail', { type: 'email', required: true })}${one('firstName', 'First name')}${one('lastName', 'Last name')}
      ${one('phone', 'Phone', { type: 'tel' })}${one('role', 'Role', { options: ROLES, value: at.role ?? 'MEMBER' })}
      ${one('password', 'Password', { type: 'password', value: '', complete: 'new-password', hint: user.id ? 'Empty: stays as it is' : 'Empty: the user cannot sign in' })}
    </div>
    <div class="buttons">
      <button class="main" ?disabled=${state.busy}>Save</button
      ><button type="button" class="quiet" @click=${cancel}>Cancel</button>
    </div>
  </form>`,
  );
}
