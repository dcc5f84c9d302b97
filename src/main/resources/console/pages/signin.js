import { html } from '../lit.js';
import { call, get, pages, remove } from '../core/api.js';
import { begin, end, session } from '../core/session.js';
import { field, problem, values } from '../core/ui.js';
import { attempt, focusOn, say, update } from '../core/view.js';

const HOURS = 12;

export function basic(email, password) {
  const bytes = new TextEncoder().encode(`${email}:${password}`);
  return 'Basic ' + btoa(String.fromCharCode(...bytes));
}

// A new key of the user, which ends by itself.
async function withPassword({ email, password }) {
  const { data } = await call('POST', '/api-keys', {
    headers: { Authorization: basic(email, password) },
    body: { name: 'Console', expiresAt: new Date(Date.now() + HOURS * 3_600_000).toISOString() },
  });
  begin({ token: data.token, keyId: data.id, email: data.email, scope: 'full', own: true });
  const [user] = await get('/users', { email: data.email });
  begin({ ...session(), userId: user?.id, role: user?.role.id });
}

// The list of keys shows what an existing key is: it has the first characters of the token.
async function withKey({ token }) {
  begin({ token: token.trim(), scope: 'read', name: 'API key' });
  const { items } = await pages('/api-keys', {});
  const key = items.find(each => token.trim().startsWith(each.prefix));
  const user = key && (await get(`/users/${key.userId}`));
  begin({ ...session(), keyId: key?.id, scope: key?.scope ?? 'read', userId: user?.id, email: user?.email, role: user?.role.id });
}

// Signs in with what is typed. After a refusal the secret is asked for again; the e-mail stays.
async function enter(state, event, { way, secret, refused }) {
  event.preventDefault();
  const form = event.target;
  const typed = values(form);
  state.email = typed.email ?? state.email;
  await attempt(state, async () => {
    try {
      await way(typed);
    } catch (error) {
      const made = session();
      if (made?.own) {
        await remove(`/api-keys/${made.keyId}`).catch(() => {});
      }
      end();
      say('');
      form.elements[secret].value = '';
      focusOn(`#f-${secret}`);
      throw error.status === 401 ? new Error(refused) : error;
    }
    state.email = '';
    say('Signed in.');
    dispatchEvent(new Event('signed-in'));
  });
}

const PASSWORD = { way: withPassword, secret: 'password', refused: 'E-mail or password is wrong.' };
const KEY = { way: withKey, secret: 'token', refused: 'This key is not valid.' };

export async function signOut() {
  const { own, keyId } = session() ?? {};
  try {
    if (own) {
      await remove(`/api-keys/${keyId}`);
    }
    say(own ? 'Signed out. The key is revoked.' : 'Signed out. The key stays valid.');
  } catch {
    say(`Signed out. The key could not be revoked; it ends by itself within ${HOURS} hours.`);
  }
  end();
  location.hash = '';
}

export function signIn() {
  const state = { busy: false, error: null, byKey: false, email: '' };
  const byPassword = () =>
    html`<form @submit=${event => enter(state, event, PASSWORD)}>
      ${field({ name: 'email', value: state.email, text: 'E-mail', type: 'email', required: true, complete: 'username' })}
      ${field({ name: 'password', text: 'Password', type: 'password', required: true, complete: 'current-password' })}
      <button class="main" ?disabled=${state.busy}>Sign in</button>
      <p class="hint">You stay signed in for ${HOURS} hours, in this tab.</p>
      <p class="hint">The first start of the service prints the e-mail and the password of its admin.</p>
    </form>`;
  const byKey = () =>
    html`<form @submit=${event => enter(state, event, KEY)}>
      ${field({ name: 'token', text: 'API key', type: 'password', required: true })}
      <button class="main" ?disabled=${state.busy}>Sign in</button>
      <p class="hint">The key stays in this tab, and is not revoked when you sign out.</p>
    </form>`;
  return {
    render: () =>
      html`<section class="entry">
        <h1 tabindex="-1">Opportunities</h1>
        ${problem(state.error)} ${state.byKey ? byKey() : byPassword()}
        <button
          class="quiet"
          @click=${() => {
            state.byKey = !state.byKey;
            state.error = null;
            update();
          }}
        >
          ${state.byKey ? 'Use e-mail and password' : 'Use an existing API key'}
        </button>
      </section>`,
  };
}
