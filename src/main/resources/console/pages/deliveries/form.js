import { html, nothing } from '../../lit.js';
import { post } from '../../core/api.js';
import { words } from '../../core/format.js';
import { field, problem, values } from '../../core/ui.js';
import { attempt, update } from '../../core/view.js';

const TRIGGERS = [
  'REQUEST_CREATED',
  'REQUEST_UPDATED',
  'DEAL_STATUS_MOVEMENT',
  'DEAL_PROPERTY_UPDATED',
  'REQUEST_PHASE_COMPLETED',
  'REQUEST_PHASE_STARTED',
  'DEAL_PHASE_SLA_VIOLATION',
  'REQUEST_ARCHIVED',
  'REQUEST_RESTORED',
  'REQUEST_MERGED',
  'ACCOUNT_CREATED',
  'ACCOUNT_UPDATED',
  'ACCOUNT_ARCHIVED',
  'CONTACT_CREATED',
  'CONTACT_UPDATED',
  'CONTACT_ARCHIVED',
];

const state = { busy: false, error: null, form: {}, triggers: new Set() };

// Sets up a webhook; its secret is shown once.
export function webhookForm(done) {
  const send = event => {
    event.preventDefault();
    const { url, description } = values(event.target);
    Object.assign(state.form, { url, description });
    return attempt(state, async () => {
      const made = await post('/webhooks', {
        url,
        description: description || null,
        ...(state.triggers.size ? { triggers: [...state.triggers] } : {}),
      });
      Object.assign(state, { form: {}, triggers: new Set() });
      await done(made);
    });
  };
  return html`<form class="panel" novalidate @submit=${send}>
    <h2>New webhook</h2>
    ${problem(state.error, ['url', 'description'])}
    <div class="form">
      ${field({
        name: 'url',
        text: 'Address',
        type: 'url',
        required: true,
        value: state.form.url,
        hint: 'An https address that accepts POST',
        error: state.error?.about?.('url'),
      })}
      ${field({ name: 'description', text: 'Description', value: state.form.description, error: state.error?.about?.('description') })}
    </div>
    <fieldset class="plain">
      <legend class="soft">Events; none chosen means all</legend>
      <div class="filters">
        ${TRIGGERS.map(
          each =>
            html`<label class="check">
              <input
                type="checkbox"
                .checked=${state.triggers.has(each)}
                @change=${event => {
                  event.target.checked ? state.triggers.add(each) : state.triggers.delete(each);
                }}
              />${words(each).replace(' sla ', ' SLA ')}</label
            >`,
        )}
      </div>
    </fieldset>
    <button class="main" ?disabled=${state.busy}>Set up</button>
  </form>`;
}

export const secretNote = page =>
  page.secret
    ? html`<div class="note" role="status">
        <p>The secret of ${page.secret.url}, shown this once. The receiver checks signatures with it:</p>
        <p class="secret">${page.secret.secret}</p>
        <button
          class="quiet"
          @click=${() => {
            page.secret = null;
            update();
          }}
        >
          I have copied it
        </button>
      </div>`
    : nothing;
