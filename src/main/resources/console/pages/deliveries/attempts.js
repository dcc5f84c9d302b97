import { html, nothing } from '../../lit.js';
import { page, post } from '../../core/api.js';
import { ago, at, words } from '../../core/format.js';
import { maySetUp } from '../../core/session.js';
import { badge, empty, field, loading, problem, values } from '../../core/ui.js';
import { attempt, say, update } from '../../core/view.js';

const KINDS = { DELIVERED: 'green', FAILED: 'red', WAITING: 'yellow' };
const EVERY = 5_000;

// The deliveries of one webhook, read again while the page is shown.
export function attempts(id, changed) {
  const state = { items: [], next: null, older: false, loaded: false, busy: false, error: null };
  const read = next =>
    attempt(state, async () => {
      const part = await page(`/webhooks/${id}/deliveries`, next ?? { page_size: 50 });
      Object.assign(state, {
        items: next ? [...state.items, ...part.items] : part.items,
        next: part.next,
        loaded: true,
        older: Boolean(next),
      });
    });
  const replay = delivery =>
    attempt(state, async () => {
      await post(`/webhooks/${id}/deliveries/${delivery.id}/replay`);
      say('It is sent again.');
      setTimeout(refresh, 1000);
      await changed();
    });
  const replayTime = event => {
    event.preventDefault();
    const { from, to } = values(event.target);
    return attempt(state, async () => {
      await post(`/webhooks/${id}/replay`, { from: instant(from), to: instant(to) });
      say('All events of that time are sent again.');
      setTimeout(refresh, 1000);
    });
  };
  // What the user does goes on meanwhile, and an error of it stays.
  const refresh = async () => {
    const part = await page(`/webhooks/${id}/deliveries`, { page_size: 50 }).catch(() => null);
    if (part && !state.busy && !state.older) {
      Object.assign(state, { items: part.items, next: part.next, loaded: true });
      update();
    }
  };
  read();
  const timer = setInterval(() => document.visibilityState === 'visible' && !state.busy && !state.older && refresh(), EVERY);
  return { leave: () => clearInterval(timer), render: () => show(state, read, replay, replayTime) };
}

const instant = local => (local ? new Date(local).toISOString() : null);

const show = (state, read, replay, replayTime) =>
  html`<h2>Attempts</h2>
    ${problem(state.error, ['from', 'to'])}
    ${
      state.items.length
        ? html`<div class="wide" tabindex="0" role="group" aria-label="Attempts">
            <table>
              <thead>
                <tr>
                  <th scope="col">Event</th>
                  <th scope="col">Record</th>
                  <th scope="col">State</th>
                  <th scope="col">Tries</th>
                  <th scope="col">Last</th>
                  <th scope="col">Answer</th>
                  <th scope="col"><span class="away">Actions</span></th>
                </tr>
              </thead>
              <tbody>
                ${state.items.map(each => row(each, state, replay))}
              </tbody>
            </table>
          </div>`
        : state.loaded
          ? empty(
              'Nothing delivered yet',
              'The next change of a record that the webhook listens to is sent within a second, and listed here.',
            )
          : loading()
    }
    ${state.next ? html`<button class="quiet" ?disabled=${state.busy} @click=${() => read(state.next)}>Show older</button>` : nothing}
    ${
      maySetUp()
        ? html`<details class="panel">
            <summary>Send all events of a time again</summary>
            <form novalidate @submit=${replayTime}>
              <div class="filters">
                ${field({ name: 'from', text: 'From', type: 'datetime-local', required: true, error: state.error?.about?.('from') })}
                ${field({ name: 'to', text: 'To', type: 'datetime-local', required: true, error: state.error?.about?.('to') })}
              </div>
              <button ?disabled=${state.busy}>Send again</button>
            </form>
          </details>`
        : nothing
    }`;

const row = (each, state, replay) =>
  html`<tr>
    <td>${words(each.triggerKey).replace(' sla ', ' SLA ')}</td>
    <td>
      ${each.recordType === 'opportunity' ? html`<a href="#/opportunities/${each.recordId}">${each.recordType} ${each.recordId}</a>` : `${each.recordType} ${each.recordId}`}
    </td>
    <td>${badge(each.status.toLowerCase(), KINDS[each.status.toUpperCase()])}</td>
    <td>${each.attempts}</td>
    <td><time datetime=${each.lastAt} title=${at(each.lastAt)}>${ago(each.lastAt)}</time></td>
    <td>
      ${each.responseStatus ?? 'none'}
      <span class="soft">${each.latency} ms</span
      >${each.response ? html`<p class="hint"><code>${each.response}</code></p>` : nothing}
    </td>
    <td>
      ${maySetUp() ? html`<button ?disabled=${state.busy} @click=${() => replay(each)}>Replay<span class="away"> ${each.id}</span></button>` : nothing}
    </td>
  </tr>`;
