// The key of the signed-in user, kept for this tab alone.
const NAME = 'opportunities.session';

let current = JSON.parse(sessionStorage.getItem(NAME) ?? 'null');

export const session = () => current;
export const mayWrite = () => current?.scope === 'full';
// 1 is the id of the role ADMIN.
export const isAdmin = () => current?.role === '1';
export const maySetUp = () => mayWrite() && isAdmin();

export function begin(started) {
  current = started;
  sessionStorage.setItem(NAME, JSON.stringify(started));
}

// Ends the session. The page that is shown ends with it.
export function end() {
  current = null;
  sessionStorage.removeItem(NAME);
  dispatchEvent(new Event('signed-out'));
}
