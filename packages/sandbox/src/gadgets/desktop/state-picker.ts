import { el, setText } from './dom.js';
import type { Session } from './session.js';
import { listAt, textAt } from './xml.js';

interface Reason {
  readonly id: string;
  readonly label: string;
}

const WORDS: Readonly<Record<string, string>> = {
  LOGIN: 'Signing in',
  LOGOUT: 'Signed out',
  NOT_READY: 'Not ready',
  READY: 'Ready',
  RESERVED: 'Reserved',
  RESERVED_OUTBOUND: 'Reserved',
  RESERVED_OUTBOUND_PREVIEW: 'Preview',
  TALKING: 'Talking',
  HOLD: 'On hold',
  WORK: 'Wrap-up',
  WORK_READY: 'Wrap-up',
};

/** The agent's state with its time, and a native choice of what the agent may ask for. It shows what the server said last. */
export class StatePicker {
  readonly element: HTMLElement;
  readonly #session: Session;
  readonly #word: HTMLElement = el('strong', { id: 'agent-state' });
  readonly #note: HTMLElement = el('span', { class: 'quiet note' });
  readonly #time: HTMLElement = el('span', { class: 'time', 'aria-hidden': 'true' });
  readonly #select: HTMLSelectElement = el('select', { 'aria-label': 'Change state' }, [], { change: () => void this.#onChange() });
  readonly #signOut: (reasonCodeId: string | undefined) => void;
  // Signed out by somebody else, or by a gadget, the agent is still on the page.
  readonly #signIn: HTMLOptionElement = el('option', { value: 'LOGIN', hidden: true }, ['Sign in']);
  #since = Number.NaN;

  constructor(session: Session, signOut: (reasonCodeId: string | undefined) => void) {
    this.#session = session;
    this.#signOut = signOut;
    this.element = el('div', { class: 'state' }, [el('span', { class: 'words' }, [this.#word, this.#note]), this.#time, this.#select]);
    void this.#load();
    this.draw();
  }

  /** Shows the agent as the session has it. */
  draw(): void {
    const { user, state } = this.#session;
    const label = textAt(user, 'reasonCode', 'label') || textAt(user, 'ReasonCode', 'label');
    const pending = textAt(user, 'pendingState');
    this.element.dataset['state'] = state;
    setText(this.#word, WORDS[state] ?? state);
    setText(this.#note, pending ? `then ${WORDS[pending] ?? pending}` : state === 'NOT_READY' ? label : '');
    this.#since = Date.parse(textAt(user, 'stateChangeTime'));
    this.tick();
    this.#signIn.hidden = state !== 'LOGOUT';
    this.#select.value = '';
  }

  /** Shows how long it has been so. */
  tick(): void {
    const seconds = Math.max(0, Math.floor((Date.now() + this.#session.driftMs - this.#since) / 1000));
    setText(this.#time, Number.isNaN(seconds) ? '' : durationOf(seconds));
  }

  async #load(): Promise<void> {
    const reasons = async (category: string): Promise<readonly Reason[]> => {
      const object = await this.#session.rest
        .get(`/User/${encodeURIComponent(this.#session.id)}/ReasonCodes?category=${category}`)
        .catch(() => undefined);
      return listAt(object, 'ReasonCodes', 'ReasonCode')
        .map((each) => ({ id: textAt(each, 'uri').split('/').at(-1) || textAt(each, 'id'), label: textAt(each, 'label') }))
        .filter(({ id, label }) => id !== '' && label !== '');
    };
    const [notReady, signOut] = await Promise.all([reasons('NOT_READY'), reasons('LOGOUT')]);
    this.#select.replaceChildren(
      el('option', { value: '', hidden: true }, ['Change …']),
      this.#signIn,
      el('option', { value: 'READY' }, ['Ready']),
      ...group('Not ready', 'NOT_READY', notReady),
      ...group('Sign out', 'LOGOUT', signOut),
    );
    this.#select.value = '';
  }

  async #onChange(): Promise<void> {
    const [state = '', reason] = this.#select.value.split(' ');
    // Back to saying nothing: the words beside it tell what is so.
    this.#select.value = '';
    if (state === 'LOGOUT') this.#signOut(reason);
    else if (state === 'LOGIN') await this.#session.login(this.#session.extension);
    else if (state !== '') await this.#session.setState(state, reason);
  }
}

/** `1:02`, `1:00:00`. */
export function durationOf(seconds: number): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}

function group(label: string, state: string, reasons: readonly Reason[]): readonly HTMLElement[] {
  if (reasons.length === 0) return [el('option', { value: state }, [label])];
  return [
    el(
      'optgroup',
      { label },
      reasons.map((reason) => el('option', { value: `${state} ${reason.id}` }, [reason.label])),
    ),
  ];
}
