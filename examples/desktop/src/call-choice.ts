import { ownParticipant, type DesktopClient, type Dialog } from '@cordboard/core';
import { byId } from './page.js';

/**
 * Which call's data is shown: the one the agent picked while it lasts, else the one they talk in, else a ringing one, else the first.
 */
export class CallChoice {
  readonly #chips: HTMLElement = byId('data-calls');
  readonly #data: HTMLElementTagNameMap['call-data'] = byId('data');
  readonly #none: HTMLElement = byId('data-none');
  #picked: string | undefined;
  #dialogs: readonly Dialog[] = [];

  constructor(client: DesktopClient) {
    client.dialogs$.subscribe((dialogs) => {
      this.#dialogs = dialogs;
      this.#show();
    });
    this.#chips.addEventListener('click', (event) => {
      const chip = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-id]') : null;
      if (!chip) return;
      this.#picked = chip.dataset['id'];
      this.#show();
    });
  }

  #show(): void {
    const shown = this.#shown();
    this.#data.dialogId = shown?.id ?? '';
    this.#data.hidden = !shown;
    this.#none.hidden = shown !== undefined;
    this.#chips.hidden = this.#dialogs.length === 0;
    this.#showChips(shown?.id);
  }

  #shown(): Dialog | undefined {
    const inState = (state: string): Dialog | undefined => this.#dialogs.find((dialog) => ownParticipant(dialog)?.state === state);
    return this.#dialogs.find(({ id }) => id === this.#picked) ?? inState('active') ?? inState('alerting') ?? this.#dialogs[0];
  }

  // Chips are kept by id, so that one that has the focus keeps it while calls come and go.
  #showChips(shownId: string | undefined): void {
    const old = new Map([...this.#chips.children].map((chip) => [(chip as HTMLElement).dataset['id'], chip as HTMLElement]));
    const chips = this.#dialogs.map((dialog) => {
      const chip = old.get(dialog.id) ?? newChip(dialog.id);
      chip.textContent = otherSide(dialog);
      chip.setAttribute('aria-pressed', String(dialog.id === shownId));
      return chip;
    });
    for (const [id, chip] of old) if (!this.#dialogs.some((dialog) => dialog.id === id)) chip.remove();
    for (const chip of chips) if (!chip.isConnected) this.#chips.append(chip);
  }
}

function newChip(id: string): HTMLElement {
  const chip = document.createElement('button');
  chip.type = 'button';
  chip.dir = 'ltr';
  chip.dataset['id'] = id;
  return chip;
}

function otherSide(dialog: Dialog): string {
  // A contact that a campaign offers comes from a port of its dialler.
  const { customerName, customerNumber } = dialog.outbound ?? {};
  if (dialog.kind === 'reservation') return customerName ?? customerNumber ?? dialog.id;
  const own = ownParticipant(dialog)?.address;
  return (dialog.from === own ? (dialog.dialed ?? dialog.to) : dialog.from) ?? dialog.id;
}
