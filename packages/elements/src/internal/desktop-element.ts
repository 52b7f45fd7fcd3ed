import { LitElement } from 'lit';
import { property } from 'lit/decorators.js';
import type { Observable } from 'rxjs';
import type { Command, DesktopClient, DesktopError } from '@cordboard/core';
import type { CommonLabels } from '../labels/common.js';
import type { LabelOverrides } from '../labels/labels.js';
import { wordsOver } from '../labels/overlay.js';
import { clientContext, labelsContext } from './context.js';
import { PatientConsumer } from './patient-consumer.js';
import { StreamController, type Watched } from './stream-controller.js';

/** Detail of `command-request`: what is about to be sent, without secrets. */
export interface CommandRequestDetail {
  readonly command: Command;
}

/** Detail of `command-failed`: what was sent, without secrets, and why it failed. */
export interface CommandFailedDetail {
  readonly command: Command;
  readonly error: DesktopError;
}

/**
 * What the kit's elements share: where the client and the words come from, how they watch, and how they ask. `Words` are the parts of
 * the label table that the element uses, so that a page carries no others.
 */
export abstract class DesktopElement<Words extends object = CommonLabels> extends LitElement {
  /** The client to use. Without it, that of the nearest `<desktop-provider>`. */
  @property({ attribute: false }) client: DesktopClient | undefined;

  #provided: DesktopClient | undefined;
  #overrides: LabelOverrides | undefined;

  constructor() {
    super();
    new PatientConsumer(this, clientContext, (client) => (this.#provided = client));
    new PatientConsumer(this, labelsContext, (labels) => (this.#overrides = labels));
  }

  // Out of the provider's reach from now on; if the element comes back under one, that answers before the next render.
  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#provided = this.#overrides = undefined;
  }

  /** The client in use: the element's own, else the provider's. Anything that is not a client counts as none. */
  protected get desktop(): DesktopClient | undefined {
    const client = this.client ?? this.#provided;
    return typeof client?.run === 'function' ? client : undefined;
  }

  /** The element's words in English. */
  protected abstract readonly words: Words;

  /** Every word to be shown or spoken: the page's, where it gave some. */
  protected get labels(): Words {
    return wordsOver(this.words, this.#overrides);
  }

  /** Watches a stream of the client in use; chooses again when the client or one of `deps` changes. */
  protected observe<T, Deps extends readonly unknown[] = []>(
    choose: (client: DesktopClient, ...deps: Deps) => Observable<T> | undefined,
    deps?: () => readonly [...Deps],
  ): Watched<T> {
    return new StreamController<T, readonly [DesktopClient | undefined, ...Deps]>(
      this,
      () => [this.desktop, ...(deps?.() ?? ([] as unknown as Deps))],
      (client, ...rest) => client && choose(client, ...rest),
    );
  }

  /**
   * Offers the command to the page (`command-request`, which may be cancelled), runs it, and reports a failure (`command-failed`).
   * Never rejects: resolves with the failure, or with nothing when it was confirmed, cancelled, or there is no client.
   */
  protected async request(command: Command): Promise<DesktopError | undefined> {
    const outcome = await this.outcomeOf(command);
    return typeof outcome === 'string' ? undefined : outcome;
  }

  /** The same, for whoever has to tell what was confirmed from what the page kept back, or could not be asked for want of a client. */
  protected async outcomeOf(command: Command): Promise<'confirmed' | 'kept-back' | DesktopError> {
    const client = this.desktop;
    const shown = withoutSecret(command);
    if (!client || !this.#say('command-request', { command: shown }, true)) return 'kept-back';
    try {
      await client.run(command);
      return 'confirmed';
    } catch (reason) {
      const error = reason as DesktopError;
      this.#say('command-failed', { command: shown, error });
      return error;
    }
  }

  #say(type: string, detail: CommandRequestDetail | CommandFailedDetail, cancelable = false): boolean {
    return this.dispatchEvent(new CustomEvent(type, { detail, cancelable, bubbles: true, composed: true }));
  }
}

function withoutSecret(command: Command): Command {
  switch (command.type) {
    case 'sign-in': {
      const { secret: _, ...rest } = command;
      return rest;
    }
    case 'send-dtmf':
      // Tones may be a card number. How many they are is all that a page is told.
      return { ...command, digits: '•'.repeat(command.digits.length) };
    default:
      return command;
  }
}

declare global {
  interface HTMLElementEventMap {
    'command-request': CustomEvent<CommandRequestDetail>;
    'command-failed': CustomEvent<CommandFailedDetail>;
  }
}
