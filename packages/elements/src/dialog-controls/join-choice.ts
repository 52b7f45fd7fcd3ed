import { html, type TemplateResult } from 'lit';
import { ownParticipant, type Dialog, type ServerTime } from '@cordboard/core';
import { otherSide } from '../dialog-card/phase.js';
import { stateHoldIcon } from '../icons/icons.js';
import { elapsed } from '../internal/duration.js';
import { grouped } from '../internal/phone-number.js';
import { itemAfter, type Move } from '../internal/toolbar.js';
import type { CallActionLabels } from '../labels/call-actions.js';
import type { CommonLabels } from '../labels/common.js';

const MOVES: Readonly<Record<string, Move>> = { ArrowDown: 'next', ArrowUp: 'previous', Home: 'first', End: 'last' };

/** The held calls to choose from, as items of a menu: who, and on hold for how long. */
export function joinChoice(
  calls: readonly Dialog[],
  now: ServerTime | undefined,
  labels: CommonLabels & CallActionLabels,
  choose: (call: Dialog) => void,
): readonly TemplateResult[] {
  return calls.map(
    (call) => html`
      <button part="choice" class="choice" type="button" role="menuitem" tabindex="-1" @click=${() => choose(call)}>
        ${stateHoldIcon()}
        <span class="who">${grouped(otherSide(call) ?? labels.noNumber)}</span>
        <span>${labels.onHoldFor}</span>
        <span class="time">${elapsed(ownParticipant(call)?.since ?? call.started, now)}</span>
      </button>
    `,
  );
}

/** Moves among the items (WAI-ARIA menu pattern). Enter and the space bar are the buttons' own, Escape the popover's. */
export function onChoiceKey(event: KeyboardEvent): void {
  const items = [...(event.currentTarget as HTMLElement).querySelectorAll<HTMLElement>('[role=menuitem]')];
  const at = items.find((item) => item === event.target || item.contains(event.target as Node));
  const move = MOVES[event.key];
  if (!at || !move || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  itemAfter(items, at, move)?.focus();
}
