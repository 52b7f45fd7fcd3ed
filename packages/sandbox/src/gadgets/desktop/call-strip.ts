import { allow, el, isAllowed, setAttribute, setText } from './dom.js';
import type { Session } from './session.js';
import { durationOf } from './state-picker.js';
import { listAt, textAt, type Xml, type XmlObject } from './xml.js';

interface Row {
  readonly item: HTMLElement;
  readonly who: HTMLElement;
  readonly what: HTMLElement;
  readonly time: HTMLElement;
  readonly answer: HTMLButtonElement;
  readonly hold: HTMLButtonElement;
  readonly end: HTMLButtonElement;
  since: number;
}

const STATES: Readonly<Record<string, string>> = {
  INITIATING: 'Dialling',
  INITIATED: 'Calling',
  ALERTING: 'Ringing',
  ACTIVE: 'Talking',
  HELD: 'On hold',
  WRAP_UP: 'Wrap-up',
  FAILED: 'Failed',
  DROPPED: 'Left',
  ACCEPTED: 'Accepted',
};

/** The agent's calls, enough to drive gadgets: answer, hold, retrieve, end, and a number to call. What is allowed is what the server offers. */
export class CallStrip {
  readonly element: HTMLElement;
  readonly #session: Session;
  readonly #list: HTMLElement = el('ul', { class: 'calls' });
  readonly #none: HTMLElement = el('p', { class: 'quiet none' }, ['No call']);
  readonly #said: HTMLElement = el('p', { class: 'refused', role: 'status' });
  readonly #rows = new Map<string, Row>();

  constructor(session: Session) {
    this.#session = session;
    const number = el('input', { 'aria-label': 'Number to call', placeholder: 'Number', inputmode: 'tel', size: 14, spellcheck: 'false' });
    const form = el('form', { class: 'dial' }, [number, el('button', { type: 'submit' }, ['Call'])], {
      submit: (event) => {
        event.preventDefault();
        const to = number.value.trim();
        if (to === '') return number.focus();
        number.value = '';
        void session.call(to);
      },
    });
    this.element = el('section', { class: 'call-strip', 'aria-label': 'Calls' }, [this.#none, this.#list, this.#said, form]);
    this.draw();
  }

  /** Shows the calls as the session has them. */
  draw(): void {
    const { dialogs, refusal } = this.#session;
    for (const [id, { item }] of this.#rows) {
      if (dialogs.has(id)) continue;
      item.remove();
      this.#rows.delete(id);
    }
    for (const [id, dialog] of dialogs) {
      let row = this.#rows.get(id);
      if (!row) {
        row = this.#make(id);
        this.#rows.set(id, row);
        this.#list.append(row.item);
      }
      this.#write(row, dialog);
    }
    this.#none.hidden = dialogs.size > 0;
    setText(this.#said, refusal);
    this.tick();
  }

  tick(): void {
    for (const row of this.#rows.values()) {
      const seconds = Math.max(0, Math.floor((Date.now() + this.#session.driftMs - row.since) / 1000));
      setText(row.time, Number.isNaN(seconds) ? '' : durationOf(seconds));
    }
  }

  #make(id: string): Row {
    const deed = (word: string, kind: string, action: () => string): HTMLButtonElement => {
      const control = el('button', { type: 'button', class: kind }, [word]);
      control.addEventListener('click', () => {
        if (isAllowed(control)) void this.#session.act(id, action());
      });
      return control;
    };
    const row: Row = {
      item: el('li', { 'data-dialog': id }),
      who: el('bdi', {}),
      what: el('span', { class: 'quiet' }),
      time: el('span', { class: 'time', 'aria-hidden': 'true' }),
      answer: deed('Answer', 'lead', () => 'ANSWER'),
      hold: deed('Hold', '', () => (row.hold.textContent === 'Hold' ? 'HOLD' : 'RETRIEVE')),
      end: deed('End', 'end', () => 'DROP'),
      since: Number.NaN,
    };
    row.item.append(el('span', { class: 'words' }, [el('strong', {}, [row.who]), row.what]), row.time, row.answer, row.hold, row.end);
    return row;
  }

  #write(row: Row, dialog: XmlObject): void {
    const own = this.#own(dialog);
    const state = textAt(own, 'state') || textAt(dialog, 'state');
    const actions = new Set(listAt(own, 'actions', 'action').map((action) => (typeof action === 'string' ? action : '')));
    const [from, to] = [textAt(dialog, 'fromAddress'), textAt(dialog, 'toAddress')];
    setText(row.who, (from === this.#session.extension ? to : from) || 'Unknown');
    setText(row.what, [STATES[state] ?? state, textAt(dialog, 'mediaProperties', 'queueName')].filter((word) => word !== '').join(' · '));
    setAttribute(row.item, 'data-state', state);
    row.since = Date.parse(textAt(own, 'stateChangeTime') || textAt(own, 'startTime'));
    setText(row.hold, state === 'HELD' ? 'Retrieve' : 'Hold');
    allow(row.answer, actions.has('ANSWER'), 'The call does not ring here');
    allow(row.hold, actions.has(state === 'HELD' ? 'RETRIEVE' : 'HOLD'), 'Not offered now');
    allow(row.end, actions.has('DROP'), 'Not offered now');
  }

  #own(dialog: XmlObject): Xml | undefined {
    return listAt(dialog, 'participants', 'Participant').find((each) => textAt(each, 'mediaAddress') === this.#session.extension);
  }
}
