import { html, nothing } from '../lit.js';
import { pages, post, remove, patch } from '../core/api.js';
import { at } from '../core/format.js';
import { maySetUp } from '../core/session.js';
import { badge, empty, loading, problem } from '../core/ui.js';
import { attempt, say, update } from '../core/view.js';
import { attempts } from './deliveries/attempts.js';
import { secretNote, webhookForm } from './deliveries/form.js';

const HEALTH = { ACTIVE: 'green', DEGRADED: 'red', OFF: 'yellow' };

// Webhooks, their health, and what was delivered to them.
export default function deliveries(id) {
  const state = {
    webhooks: [],
    chosen: id ? Number(id) : null,
    making: false,
    secret: null,
    tested: null,
    busy: false,
    error: null,
    loaded: false,
  };
  const read = () =>
    attempt(state, async () => {
      state.webhooks = (await pages('/webhooks', { order_by: 'asc' }, { most: 5 })).items;
      state.loaded = true;
    });
  const log = id ? attempts(id, read) : null;
  read();
  return { title: 'Deliveries', leave: log?.leave, render: () => show(state, read, log) };
}

function show(state, read, log) {
  return html`<div class="title">
      <h1 tabindex="-1">Deliveries</h1>
      ${
        maySetUp()
          ? html`<button
              @click=${() => {
                state.making = !state.making;
                update();
              }}
              aria-expanded=${state.making}
            >
              New webhook
            </button>`
          : nothing
      }
    </div>
    ${problem(state.error)}${secretNote(state)}
    ${
      state.making
        ? webhookForm(made => {
            Object.assign(state, { making: false, secret: made });
            return read();
          })
        : nothing
    }
    ${
      state.webhooks.length
        ? table(state, read)
        : state.loaded
          ? empty(
              'No webhooks yet',
              'A webhook is an address that the service sends each event to, signed, in order per record, and again until it is accepted. ' +
                'Set one up to keep another system in step.',
            )
          : loading()
    }
    ${log?.render() ?? nothing}`;
}

const table = (state, read) =>
  html`<div class="wide" tabindex="0" role="group" aria-label="Webhooks">
      <table>
        <thead>
          <tr>
            <th scope="col">Address</th>
            <th scope="col">Events</th>
            <th scope="col">Health</th>
            <th scope="col"><span class="away">Actions</span></th>
          </tr>
        </thead>
        <tbody>
          ${state.webhooks.map(each => row(state, each, read))}
        </tbody>
      </table>
    </div>
    ${
      state.tested
        ? html`<div class=${state.tested.delivered ? 'note' : 'problem'} role="status">
            <p>
              Test: ${state.tested.delivered ? 'accepted' : 'not accepted'}, ${state.tested.responseStatus ?? 'no answer'} after
              ${state.tested.latency} ms.
            </p>
            <p><code>${state.tested.response}</code></p>
          </div>`
        : nothing
    }`;

function row(state, webhook, read) {
  const path = `/webhooks/${webhook.id}`;
  const run = work => attempt(state, work);
  return html`<tr class=${webhook.id === state.chosen ? 'chosen' : ''}>
    <td>
      ${webhook.url}
      <p class="hint">${webhook.description ?? ''}</p>
    </td>
    <td>
      ${webhook.triggers.length === 0 ? 'all' : webhook.triggers.length > 3 ? `${webhook.triggers.length} kinds` : webhook.triggers.join(', ')}
    </td>
    <td>
      ${badge(webhook.status.toLowerCase(), HEALTH[webhook.status])}${webhook.failingSince ? html`<p class="hint">failing since ${at(webhook.failingSince)}</p>` : nothing}
    </td>
    <td>
      <div class="buttons">
        <a class="button" href="#/deliveries/${webhook.id}">Attempts<span class="away"> of ${webhook.url}</span></a> ${
          maySetUp()
            ? html`<button
                  ?disabled=${state.busy}
                  @click=${() =>
                    run(async () => {
                      state.tested = await post(`${path}/test`);
                    })}
                >
                  Test
                </button>
                <button
                  ?disabled=${state.busy}
                  @click=${() =>
                    run(async () => {
                      await patch(path, { active: !webhook.active });
                      await read();
                    })}
                >
                  ${webhook.active ? 'Switch off' : 'Switch on'}
                </button>
                <button
                  ?disabled=${state.busy}
                  @click=${() =>
                    run(async () => {
                      state.secret = await post(`${path}/rotate`);
                    })}
                >
                  New secret
                </button>
                <button
                  class="danger"
                  ?disabled=${state.busy}
                  @click=${() =>
                    confirm(`Remove ${webhook.url}? It gets no further events.`) &&
                    run(async () => {
                      await remove(path);
                      say('Removed.');
                      location.hash = '#/deliveries';
                      await read();
                    })}
                >
                  Remove
                </button>`
            : nothing
        }
      </div>
    </td>
  </tr>`;
}
