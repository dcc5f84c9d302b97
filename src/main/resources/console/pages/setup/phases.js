import { html } from '../../lit.js';
import { focusOn, update } from '../../core/view.js';

// The phases of a workflow in a form, in their order.
export function phaseRows(workflow) {
  const { phases } = workflow;
  const swap = (place, other) => {
    [phases[place], phases[other]] = [phases[other], phases[place]];
    focusOn(`#phase-${other}`);
  };
  const add = () => {
    phases.push({ name: '' });
    focusOn(`#phase-${phases.length - 1}`);
  };
  return html`<div class="wide" tabindex="0" role="group" aria-label="Phases">
      <table class="keys">
        <thead>
          <tr>
            <th scope="col">Phase</th>
            <th scope="col">Due soon after, days</th>
            <th scope="col">Overdue after, days</th>
            <th scope="col"><span class="away">Actions</span></th>
          </tr>
        </thead>
        <tbody>
          ${phases.map(
            (phase, place) =>
              html`<tr>
                <td>${cell(phase, 'name', `Name of phase ${place + 1}`, `phase-${place}`)}</td>
                <td>${cell(phase, 'yellowSla', `Phase ${place + 1}: due soon after, days`)}</td>
                <td>${cell(phase, 'redSla', `Phase ${place + 1}: overdue after, days`)}</td>
                <td>
                  <div class="buttons">
                    <button
                      type="button"
                      ?disabled=${place === 0}
                      aria-label="Phase ${place + 1} earlier"
                      @click=${() => swap(place, place - 1)}
                    >
                      ↑
                    </button>
                    <button
                      type="button"
                      ?disabled=${place === phases.length - 1}
                      aria-label="Phase ${place + 1} later"
                      @click=${() => swap(place, place + 1)}
                    >
                      ↓
                    </button>
                    <button
                      type="button"
                      class="quiet"
                      aria-label="Leave phase ${place + 1} out"
                      @click=${() => {
                        phases.splice(place, 1);
                        update();
                      }}
                    >
                      Leave out
                    </button>
                  </div>
                </td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
    <button type="button" class="quiet" @click=${add}>Another phase</button>`;
}

const cell = (phase, name, label, id) =>
  html`<input
    id=${id ?? `${name}-${label.replace(/\D/g, '')}`}
    aria-label=${label}
    .value=${String(phase[name] ?? '')}
    @input=${event => {
      phase[name] = event.target.value;
    }}
  />`;
