import { html, live, nothing } from '../lit.js';

// A labelled input with its hint and its error. What is typed stays until `value` changes; with `input`, the page keeps it in `value`.
export function field({
  name,
  text,
  value = '',
  type = 'text',
  error,
  hint,
  required,
  options,
  rows,
  input,
  change,
  id,
  complete,
}) {
  const own = id ?? `f-${name}`.replace(/[^\w-]/g, '_');
  const described = [hint && `${own}-hint`, error && `${own}-error`].filter(Boolean).join(' ') || nothing;
  const common = { own, name, value, required, described, error, input, change, complete };
  return html`<div class="field">
    <label for=${own} class=${required ? 'required' : nothing}>${text}</label>
    ${options ? select(common, options) : rows ? area(common, rows) : line(common, type)}
    ${hint ? html`<p class="hint" id="${own}-hint">${hint}</p>` : nothing}
    ${error ? html`<p class="error" id="${own}-error">${error}</p>` : nothing}
  </div>`;
}

const bound = (value, input) => (input ? live(String(value ?? '')) : String(value ?? ''));

function line({ own, name, value, required, described, error, input, change, complete }, type) {
  return html`<input
    id=${own}
    name=${name}
    type=${type}
    .value=${bound(value, input)}
    ?required=${required}
    step="any"
    autocomplete=${complete ?? 'off'}
    aria-describedby=${described}
    aria-invalid=${error ? 'true' : nothing}
    @input=${input}
    @change=${change}
  />`;
}

function area({ own, name, value, required, described, error, input }, rows) {
  return html`<textarea
    id=${own}
    name=${name}
    rows=${rows}
    .value=${bound(value, input)}
    ?required=${required}
    aria-describedby=${described}
    aria-invalid=${error ? 'true' : nothing}
    @input=${input}
  ></textarea>`;
}

function select({ own, name, value, required, described, error, change, input }, options) {
  return html`<select
    id=${own}
    name=${name}
    ?required=${required}
    aria-describedby=${described}
    aria-invalid=${error ? 'true' : nothing}
    @change=${change ?? input}
  >
    ${choices(options, value)}
  </select>`;
}

// Options given as texts, or as pairs of value and text.
export const choices = (options, value) =>
  options.map(option => {
    const [own, text] = Array.isArray(option) ? option : [option, option];
    return html`<option value=${own} .selected=${String(own) === String(value ?? '')}>${text}</option>`;
  });

// A failed call in the API's own words. Members in `beside` have their words next to their field.
export function problem(error, beside = []) {
  if (!error) {
    return nothing;
  }
  const others = error.errors?.filter(each => !beside.includes(each.field)) ?? [];
  const inFields = error.errors?.length > others.length;
  return html`<div class="problem" role="alert">
    ${
      others.length > 1 || (inFields && others.length)
        ? html`<ul>
            ${others.map(each => html`<li>${each.message}</li>`)}
          </ul>`
        : html`<p>${inFields ? 'Please correct the marked fields.' : error.message}</p>`
    }
    ${error.requestId && error.status >= 500 ? html`<p class="hint">Request ${error.requestId}</p>` : nothing}
  </div>`;
}

export const loading = text => html`<p class="loading" role="status">${text ?? 'Loading'}…</p>`;

export const empty = (title, text, action = nothing) =>
  html`<div class="empty">
    <h2>${title}</h2>
    <p>${text}</p>
    ${action}
  </div>`;

export const badge = (text, kind = '') => html`<span class="badge ${kind}">${text}</span>`;

export const values = form => Object.fromEntries(new FormData(form));
