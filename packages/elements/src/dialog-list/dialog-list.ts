import { html, type CSSResultGroup, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Observable } from 'rxjs';
import type { DesktopClient, Dialog } from '@cordboard/core';
import { CARD_PARTS } from '../dialog-card/parts.js';
import { otherSide, phaseOf } from '../dialog-card/phase.js';
import { answerIcon } from '../icons/icons.js';
import { DesktopElement } from '../internal/desktop-element.js';
import { callLabels, type CallLabels } from '../labels/calls.js';
import { commonLabels, type CommonLabels } from '../labels/common.js';
import { styles } from './dialog-list.styles.js';

type Words = CommonLabels & CallLabels;

const words: Words = { ...commonLabels, ...callLabels };

/**
 * The agent's calls, a card each, in the order in which they came: cards never trade places. A call that begins to ring is announced once.
 *
 * To show a card of your own, put an element into the slot that is named by the dialog's id.
 *
 * @tagname dialog-list
 * @slot empty - What stands there while there is no call.
 * @fires {CustomEvent<CommandRequestDetail>} command-request - Before a command is sent. Cancel it to keep it back.
 * @fires {CustomEvent<CommandFailedDetail>} command-failed - The platform refused, or never answered.
 * @csspart list - The list of cards.
 * @csspart empty - The words that stand there while there is no call.
 * @csspart card - Each card. Its own parts are passed on, and those that it passes on itself.
 */
export class DialogList extends DesktopElement<Words> {
  static override styles: CSSResultGroup = styles;

  protected override readonly words: Words = words;

  readonly #ids = this.observe((client) => client.dialogIds$);
  readonly #ringing = this.observe(ringing$);
  #announced: ReadonlySet<string> = new Set();

  protected override render(): TemplateResult {
    const ids = this.#ids.value ?? [];
    return html`
      <div class="calls" role="group" aria-label=${this.labels.calls} tabindex="-1">
        ${
          ids.length
            ? html`<ul part="list">
                ${repeat(
                  ids,
                  (id) => id,
                  (id) => html`<li><slot name=${id}>${this.#renderCard(id)}</slot></li>`,
                )}
              </ul>`
            : html`<slot name="empty"><div class="empty" part="empty">${answerIcon()}${this.labels.noCalls}</div></slot>`
        }
      </div>
      <div class="spoken" aria-live="assertive"></div>
    `;
  }

  #renderCard(id: string): TemplateResult {
    return html`<dialog-card exportparts="card, ${CARD_PARTS}" dialog-id=${id} .client=${this.client}></dialog-card>`;
  }

  // The card that has the focus may be about to go; the next key must not land on the page's first link.
  protected override update(changed: Map<PropertyKey, unknown>): void {
    // By what is active: in Chromium `:focus-within` is not told of cards whose open panel has the focus.
    const focused = (this.renderRoot as ShadowRoot).activeElement;
    super.update(changed);
    if (focused && !focused.isConnected) this.renderRoot.querySelector<HTMLElement>('.calls')?.focus();
  }

  // Written by hand, after the render: a live region speaks only of what changes in it once it is on the page.
  protected override updated(): void {
    const ringing = this.#ringing.value ?? [];
    const rings = new Map(ringing.filter(({ id }) => !this.#announced.has(id)).map((dialog) => [dialog.id, dialog]));
    const fresh = (this.#ids.value ?? []).flatMap((id) => rings.get(id) ?? []);
    this.#announced = new Set(ringing.map(({ id }) => id));
    const region = this.renderRoot.querySelector('[aria-live]');
    if (region && (fresh.length > 0 || ringing.length === 0)) region.textContent = fresh.map((dialog) => this.#announce(dialog)).join('. ');
  }

  #announce(dialog: Dialog): string {
    const { customerName, customerNumber, campaign } = dialog.outbound ?? {};
    if (dialog.kind === 'reservation') {
      return this.labels.offeredContact(customerName ?? customerNumber ?? this.labels.noNumber, campaign);
    }
    const what = dialog.kind === 'consult' ? this.labels.consultCall : dialog.queue?.name;
    return this.labels.incomingCall(otherSide(dialog) ?? this.labels.noNumber, what || undefined);
  }
}

// Emits when another call rings, or one has stopped; nobody is told of the same one twice.
function ringing$(client: DesktopClient): Observable<readonly Dialog[]> {
  let last: readonly Dialog[] = [];
  return client.select(({ dialogs }) => {
    const next = [...dialogs].map(([, dialog]) => dialog).filter((dialog) => phaseOf(dialog) === 'ringing');
    const same = next.length === last.length && next.every(({ id }, index) => id === last[index]?.id);
    return same ? last : (last = next);
  });
}

declare global {
  interface HTMLElementTagNameMap {
    'dialog-list': DialogList;
  }
}
