import { html, nothing } from '../../lit.js';
import { call } from '../../core/api.js';
import { session } from '../../core/session.js';
import { field, problem, values } from '../../core/ui.js';
import { attempt, update } from '../../core/view.js';
import { basic } from '../signin.js';

// Makes a key for a program, with the password of a user.
export function newKey(read) {
  const state = { busy: false, error: null, made: null, form: {} };
  const send = event => {
    event.preventDefault();
    const form = values(event.target);
    state.form = { ...form, password: '' };
    return attempt(state, async () => {
      state.made = (
        await call('POST', '/api-keys', {
          headers: { Authorization: basic(form.email, form.password) },
          body: {
            name: form.name || null,
            scope: form.scope,
            ...(form.expiresAt ? { expiresAt: new Date(form.expiresAt).toISOString() } : {}),
          },
        })
      ).data;
      state.form = {};
      await read();
    });
  };
  const about = name => state.error?.about?.(name) || undefined;
  return {
    render: () =>
      html`${
          state.made
            ? html`<div class="note" role="status">
                <p>The new key, shown this once:</p>
                <p class="secret">${state.made.token}</p>
                <button
                  class="quiet"
                  @click=${() => {
                    state.made = null;
                    update();
                  }}
                >
                  I have copied it
                </button>
              </div>`
            : nothing
        }
        <details class="panel">
          <summary>New API key</summary>
          <form novalidate @submit=${send}>
            ${problem(state.error, ['name', 'scope', 'expiresAt'])}
            <div class="form">
              ${field({ name: 'email', text: 'E-mail of its user', type: 'email', required: true, value: state.form.email ?? session().email, complete: 'username' })}
              ${field({ name: 'password', text: 'Password of that user', type: 'password', required: true, complete: 'current-password' })}
              ${field({ name: 'name', text: 'Name', value: state.form.name, hint: 'The program that uses it', error: about('name') })}
              ${field({
                name: 'scope',
                text: 'Scope',
                value: state.form.scope,
                options: [
                  ['full', 'full: reads and writes'],
                  ['read', 'read: reads only'],
                ],
                error: about('scope'),
              })}
              ${field({ name: 'expiresAt', text: 'Ends', type: 'datetime-local', value: state.form.expiresAt, hint: 'Without it, never', error: about('expiresAt') })}
            </div>
            <button class="main" ?disabled=${state.busy}>Make the key</button>
          </form>
        </details>`,
  };
}
