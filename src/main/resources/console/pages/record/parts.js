import { html, nothing } from '../../lit.js';
import { patch, remove } from '../../core/api.js';
import { mayWrite } from '../../core/session.js';
import { attempt, say } from '../../core/view.js';
import { at, few, person } from '../../core/format.js';
import { recordLink } from '../../core/records.js';
import { readOpportunity, urgency, WORDS } from '../../core/sla.js';
import { badge, choices, loading } from '../../core/ui.js';

// Accepts the answer of a change. If another call was faster, the record is shown as that left it, with who did it.
async function fresh(state, accept, change) {
  try {
    accept(await change());
  } catch (failure) {
    if (failure.status !== 412) {
      throw failure;
    }
    const now = await readOpportunity(state.id);
    accept(now);
    const by = now.data.updatedBy ? person(now.data.updatedBy) : 'Another call';
    throw new Error(`${by} changed this record meanwhile. It is shown as it is now; nothing of yours was changed.`);
  }
}

// The phases of the record, and the way to another one.
export function phases(state, accept) {
  const { record } = state;
  const move = event => {
    const phaseId = Number(event.target.value);
    return attempt(state, async () => {
      try {
        await fresh(state, accept, () => patch(`/opportunities/${record.id}`, { phaseId }, state.etag));
        say(`Now in ${state.record.phase.name}.`);
      } finally {
        event.target.value = state.record.phaseId;
      }
    });
  };
  if (!record.phaseInstances.length) {
    return startWorkflow(state, accept);
  }
  return html`<ol class="phases" aria-label="Phases of ${record.workflowName ?? 'the workflow'}">
      ${record.phaseInstances.map(
        each =>
          html` <li class=${each.status} aria-current=${each.status === 'IN_PROGRESS' ? 'step' : nothing}>${each.name}</li>`,
      )}
    </ol>
    ${since(record)}
    ${
      mayWrite() && record.isActive
        ? html`<div class="field filters">
            <div>
              <label for="phase">Phase</label>
              <select id="phase" ?disabled=${state.busy} @change=${move}>
                ${choices(
                  record.phaseInstances.map(each => [each.phaseTemplateId, each.name]),
                  record.phaseId,
                )}
              </select>
            </div>
          </div>`
        : nothing
    }`;
}

function since(record) {
  const mark = urgency(record);
  return record.phaseSince
    ? html`<p class="hint">
        In this phase since <time datetime=${record.phaseSince}>${at(record.phaseSince)}</time> ${mark ? badge(WORDS[mark], mark) : nothing}
      </p>`
    : nothing;
}

function startWorkflow(state, accept) {
  if (!mayWrite() || !state.record.isActive || !state.workflows.length) {
    return nothing;
  }
  return html`<div class="field filters">
    <div>
      <label for="start">Workflow</label
      ><select
        id="start"
        ?disabled=${state.busy}
        @change=${event =>
          attempt(state, () =>
            fresh(state, accept, () => patch(`/opportunities/${state.id}`, { workflowId: Number(event.target.value) }, state.etag)),
          )}
      >
        ${choices([['', 'None'], ...state.workflows.map(each => [each.id, each.name])], '')}
      </select>
    </div>
  </div>`;
}

export function archiveButtons(state, accept) {
  const archived = !state.record.isActive;
  const run = () =>
    attempt(state, async () => {
      await fresh(state, accept, () =>
        archived
          ? patch(`/opportunities/${state.id}`, { isActive: true }, state.etag)
          : remove(`/opportunities/${state.id}`, state.etag),
      );
      say(archived ? 'Restored.' : 'Archived. It no longer matches; restore it here.');
    });
  return html`<button class=${archived ? 'main' : 'danger'} ?disabled=${state.busy} @click=${run}>
    ${archived ? 'Restore' : 'Archive'}
  </button>`;
}

export function side({ record, contacts, account }) {
  return html`<h2>Contact</h2>
    ${
      !contacts
        ? loading()
        : contacts.length
        ? contacts.map(
            each =>
              html`<p><strong>${recordLink('contact', each.id, each.name)}</strong> ${each.title ? html`<span class="soft">${each.title}</span>` : nothing}</p>
                <p class="soft">${few([...each.emails, ...each.phones], 4)}</p>`,
          )
        : html`<p class="soft">None. An e-mail or a phone makes or finds one.</p>`
    }
    ${record.contacts.length > 10 ? html`<p class="soft">and ${record.contacts.length - 10} more</p>` : nothing}
    ${
      account
        ? html`<h2>Account</h2>
            <p><strong>${recordLink('account', account.id, account.title)}</strong></p>
            <p class="soft">${account.address[0]}</p>`
        : nothing
    }`;
}
