import { property } from 'lit/decorators.js';
import {
  controlOf,
  featureOfAction,
  type CommandEntry,
  type CommandTarget,
  type Control,
  type Dialog,
  type DialogAction,
  type Feature,
  type Link,
  type Participant,
} from '@cordboard/core';
import type { CommonLabels } from '../labels/common.js';
import type { ClockMode } from './duration.js';
import { DesktopElement } from './desktop-element.js';

const NONE: ReadonlySet<Feature> = new Set();

/** What the elements about one dialog share: which one it is, and how it stands. */
export abstract class DialogElement<Words extends object = CommonLabels> extends DesktopElement<Words> {
  /** Id of the dialog. */
  @property({ attribute: 'dialog-id' }) dialogId = '';

  readonly #dialog = this.observe(
    (client, id) => client.dialog$(id),
    () => [this.dialogId],
  );
  readonly #features = this.observe((client) => client.select(({ features }) => features));

  /** The dialog as it is now; nothing while there is none by this id. */
  protected get dialog(): Dialog | undefined {
    return this.#dialog.value;
  }

  /** What the ports serve; nothing without a client. */
  protected get features(): ReadonlySet<Feature> {
    return this.#features.value ?? NONE;
  }

  /** How a clock goes that runs while `counts`: it stands while what is shown may be old. */
  protected paceOf(counts: boolean): ClockMode {
    if (!counts) return 'off';
    return this.dialog?.freshness === 'stale' ? 'frozen' : 'running';
  }
}

/** The same for those with which something is done to it. */
export abstract class DialogActionElement<Words extends object = CommonLabels> extends DialogElement<Words> {
  readonly #command = this.observe(
    (client, target) => client.command$(target),
    () => [this.target],
  );
  readonly #link = this.observe((client) => client.link$);

  /** What commands on this dialog are about. */
  protected get target(): CommandTarget {
    return `dialog:${this.dialogId}`;
  }

  /** The command on this dialog that is under way, or was refused. */
  protected get command(): CommandEntry | undefined {
    return this.#command.value;
  }

  protected get link(): Link | undefined {
    return this.#link.value;
  }

  /** What may be done now; of one party where it is about one. `feature`: what has to be served, where that is not what the action says. */
  protected controlOf(action: DialogAction, { participant, feature }: { participant?: Participant; feature?: Feature } = {}): Control {
    const facts = {
      served: this.features.has(feature ?? featureOfAction(action)),
      link: this.link,
      dialog: this.dialog,
      command: this.command,
    };
    return controlOf(participant ? { ...facts, participant } : facts, action);
  }
}
