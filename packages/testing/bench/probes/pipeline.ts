import { html, LitElement, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { probeUpdate, type ProbeDialog } from './scanner.js';

// The floor for a message on its way to the page: find the payload in the frame, scan it, hand the result to Lit elements that show the same as
// the kit's and can do nothing else.

/** The dialog that a frame carries. */
export function probeFrame(frame: string): ProbeDialog {
  const from = frame.indexOf('>', frame.indexOf('<notification ')) + 1;
  const escaped = frame.slice(from, frame.indexOf('</notification>', from));
  return probeUpdate(escaped.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&'));
}

abstract class FloorElement extends LitElement {
  @property({ attribute: false }) dialog: ProbeDialog | undefined;
}

class FloorControls extends FloorElement {
  protected override render(): TemplateResult {
    const actions = this.dialog?.participants[0]?.actions ?? [];
    const can = (action: string): string => String(!actions.includes(action));
    const held = actions.includes('RETRIEVE');
    return html`<div role="toolbar">
      <button aria-disabled=${can('ANSWER')}>Answer</button>
      <button aria-disabled=${can('DROP')}>End</button>
      <button aria-disabled=${can(held ? 'RETRIEVE' : 'HOLD')}>${held ? 'Retrieve' : 'Hold'}</button>
      <button aria-disabled=${can('CONSULT_CALL')}>Consult</button>
      <button aria-disabled=${can('TRANSFER_SST')}>Transfer</button>
      <button aria-disabled=${can('SEND_DTMF')}>Keypad</button>
    </div>`;
  }
}

class FloorRoster extends FloorElement {
  protected override render(): TemplateResult {
    return html`<ul>
      ${this.dialog?.participants.map(
        ({ address, state, since }) =>
          html`<li data-state=${state}><span>${address}</span><span>${state}</span><span>${new Date(since).getUTCMinutes()}</span></li>`,
      )}
    </ul>`;
  }
}

class FloorData extends FloorElement {
  protected override render(): TemplateResult {
    const { dialog } = this;
    return html`<dl>
      <dt>Caller</dt>
      <dd>${dialog?.from}</dd>
      <dt>Number dialled</dt>
      <dd>${dialog?.dialed}</dd>
      <dt>Queue</dt>
      <dd>${dialog?.queue}</dd>
      ${dialog?.variables.map(
        ({ name, value }) =>
          html`<dt>${name}</dt>
            <dd>${value}</dd>`,
      )}
    </dl>`;
  }
}

/** Puts the three on the page. */
export function floorPage(): readonly (FloorElement & { dialog: ProbeDialog | undefined })[] {
  return [FloorControls, FloorRoster, FloorData].map((make, i) => {
    const tag = `floor-element-${i}`;
    if (!customElements.get(tag)) customElements.define(tag, make);
    const element = document.createElement(tag) as FloorElement;
    document.body.append(element);
    return element;
  });
}
