import { button, el, setAttribute } from './dom.js';

/** The faults that the page plays; read whenever they matter. */
export interface Faults {
  failing: boolean;
  dropsAnswers: boolean;
  delayMs: number;
  deniesNodes: boolean;
}

/** Delay of hub messages while that fault is on, ms. */
const DELAY_MS = 2000;

/** Makes the menu. `onChange` is told after each change; `cut` cuts the connection to the notification service. */
export function faultMenu(faults: Faults, onChange: () => void, cut: () => void): HTMLElement {
  const toggle = (words: string, read: () => boolean, write: (on: boolean) => void): HTMLButtonElement => {
    const control = button(
      words,
      () => {
        write(!read());
        setAttribute(control, 'aria-pressed', read() ? 'true' : 'false');
        onChange();
      },
      { 'aria-pressed': 'false' },
    );
    return control;
  };
  return el('details', { class: 'more' }, [
    el('summary', {}, ['Faults']),
    el('div', { class: 'deeds', role: 'group', 'aria-label': 'Faults' }, [
      toggle(
        'Failing',
        () => faults.failing,
        (on) => (faults.failing = on),
      ),
      toggle(
        'Drop proxy answers',
        () => faults.dropsAnswers,
        (on) => (faults.dropsAnswers = on),
      ),
      toggle(
        'Delay hub by 2 s',
        () => faults.delayMs > 0,
        (on) => (faults.delayMs = on ? DELAY_MS : 0),
      ),
      toggle(
        'Deny nodes',
        () => faults.deniesNodes,
        (on) => (faults.deniesNodes = on),
      ),
      button('Cut the connection', cut),
    ]),
  ]);
}
