// One root is drawn again after each change of state; the library changes only the parts of the page that differ.
let draw = () => {};
let pending = false;

export function drawWith(function_) {
  draw = function_;
}

export function update() {
  if (!pending) {
    pending = true;
    queueMicrotask(() => {
      pending = false;
      draw();
    });
  }
}

// Runs an action of the user: `state.busy` while it runs, `state.error` if it fails.
export async function attempt(state, work) {
  state.busy = true;
  state.error = null;
  update();
  try {
    return await work();
  } catch (error) {
    if (error.name !== 'AbortError') {
      state.error = error;
    }
    return undefined;
  } finally {
    state.busy = false;
    update();
  }
}

// Calls `work(signal)` for the last of several quick calls, and aborts the one before.
export function latest(work, delay = 250) {
  let timer = 0;
  let controller = new AbortController();
  const stop = () => {
    clearTimeout(timer);
    controller.abort();
  };
  const start = wait => {
    stop();
    controller = new AbortController();
    const { signal } = controller;
    timer = setTimeout(
      () =>
        work(signal).catch(error => {
          if (error.name !== 'AbortError') {
            throw error;
          }
        }),
      wait,
    );
  };
  return { soon: () => start(delay), now: () => start(0), stop };
}

let said = { text: '', timer: 0, place: '' };
export const lastSaid = () => said.text;

// Shows a short message, which screen readers read out.
export function say(text) {
  clearTimeout(said.timer);
  said = {
    text,
    place: location.hash,
    timer: setTimeout(() => {
      said = { text: '', timer: 0, place: '' };
      update();
    }, 8000),
  };
  update();
}

// Ends the message of another page.
export const leaveSaid = () => said.text && said.place !== location.hash && say('');

// Moves the focus after the next drawing, if it is `wanted` then.
export function focusOn(selector, wanted = () => true) {
  update();
  queueMicrotask(() => queueMicrotask(() => wanted() && document.querySelector(selector)?.focus()));
}
