import { html, nothing, render } from './lit.js';
import { isAdmin, mayWrite, session } from './core/session.js';
import { drawWith, focusOn, lastSaid, leaveSaid, update } from './core/view.js';
import { forget } from './core/data.js';
import { signIn, signOut } from './pages/signin.js';
import { empty, loading } from './core/ui.js';

const directory = type => async () => ({ default: (await import('./pages/directory.js')).directory(type) });

// Pages by the first part of the hash. Each module is read when it is needed.
const PAGES = {
  pipeline: { name: 'Pipeline', read: () => import('./pages/pipeline.js') },
  intake: { name: 'Intake', read: () => import('./pages/intake.js'), shown: mayWrite },
  contacts: { name: 'Contacts', read: directory('contact') },
  accounts: { name: 'Accounts', read: directory('account') },
  imports: { name: 'Imports', read: () => import('./pages/imports.js') },
  duplicates: { name: 'Duplicates', read: () => import('./pages/duplicates.js') },
  deliveries: { name: 'Deliveries', read: () => import('./pages/deliveries.js'), shown: isAdmin },
  access: { name: 'Keys and users', read: () => import('./pages/access.js') },
  setup: { name: 'Properties and workflows', read: () => import('./pages/setup.js'), shown: isAdmin },
  opportunities: { read: () => import('./pages/record.js') },
};

const MISSING = {
  default: () => ({
    title: 'Not loaded',
    render: () => empty('This page was not loaded', 'Check the connection, then reload the page.'),
  }),
};

const entry = signIn();
const nothingYet = { title: '', render: () => loading() };
let current = nothingYet;
let place = '';
let turn = 0;

const parts = () => location.hash.replace(/^#\/?/, '').split('?')[0].split('/').filter(Boolean);

// Shows the page of the hash, and moves the focus to its heading after a change of pages.
async function show() {
  const [name = 'pipeline', ...rest] = parts();
  const own = ++turn;
  current.leave?.();
  if (!session()) {
    return update();
  }
  const chosen = Object.hasOwn(PAGES, name) && (PAGES[name].shown?.() ?? true) ? PAGES[name] : PAGES.pipeline;
  const module = await chosen.read().catch(() => MISSING);
  if (own === turn) {
    const moved = place !== '' && place !== location.hash;
    place = location.hash || '#/pipeline';
    current = module.default(...rest);
    document.title = `${current.title} · Opportunities`;
    if (moved) {
      leaveSaid();
      scrollTo(0, 0);
      focusOn('h1');
    }
    update();
  }
}

const link = ([path, { name, shown }]) =>
  name && (shown?.() ?? true)
    ? html`<a href="#/${path}" aria-current=${(parts()[0] ?? 'pipeline') === path ? 'page' : nothing}>${name}</a>`
    : nothing;

const shell = () =>
  html` <a
      class="skip"
      href="#main"
      @click=${event => {
        event.preventDefault();
        document.querySelector('h1')?.focus();
      }}
      >Skip to the page</a
    >
    <header>
      <nav aria-label="Pages">${Object.entries(PAGES).map(link)}</nav>
      <div class="who">
        <span>${session().email || session().name}${mayWrite() ? '' : ' (reads only)'}</span>
        <button class="quiet" @click=${signOut}>Sign out</button>
      </div>
    </header>
    <main id="main">${current.render()}</main>`;

drawWith(() => {
  if (!session()) {
    document.title = 'Sign in · Opportunities';
    place = '';
  }
  render(
    html`${session() ? shell() : html`<main id="main">${entry.render()}</main>`}
      <div class="said ${lastSaid() ? '' : 'silent'}" role="status" aria-live="polite">${lastSaid()}</div>`,
    document.body,
  );
});

addEventListener('hashchange', show);
addEventListener('signed-in', show);
addEventListener('signed-out', () => {
  turn++;
  current.leave?.();
  current = nothingYet;
  forget();
  update();
});
show();
update();
