import { html, nothing, type CSSResultGroup, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { realRuntime, type Link, type Runtime } from '@cordboard/core';
import { warningIcon } from '../icons/icons.js';
import { DesktopElement } from '../internal/desktop-element.js';
import { Clock } from '../internal/duration.js';
import { linkLabels, type LinkLabels } from '../labels/link.js';
import { styles } from './link-status.styles.js';

type Weight = 'well' | 'quiet' | 'warn' | 'bad';

const WEIGHT: Readonly<Record<Link['state'], Weight>> = {
  idle: 'quiet',
  'sign-in-needed': 'quiet',
  connecting: 'warn',
  up: 'well',
  'out-of-service': 'warn',
  superseded: 'bad',
  closed: 'quiet',
};

/**
 * Says how the connection is: a quiet dot while all is well, words when not, or when it has to do with a slower way. Keeps the same height throughout, so that bad news
 * moves nothing. The words are spoken politely when they change; the seconds to the next try are only shown.
 *
 * @tagname link-status
 * @csspart bar - The whole line.
 * @csspart words - How the connection is.
 * @csspart retry - Seconds to the next try.
 * @csspart icon - The sign beside the words.
 */
export class LinkStatus extends DesktopElement<LinkLabels> {
  static override styles: CSSResultGroup = styles;

  protected override readonly words: LinkLabels = linkLabels;

  /** The clock that `Link.retryAt` is measured by; that of the client's runtime where a page gave it one. */
  @property({ attribute: false }) runtime: Runtime = realRuntime;

  readonly #link = this.observe((client) => client.link$);
  // Only to be rendered each second while there is something to count down.
  readonly #clock = new Clock(this, () => ({ client: this.desktop, mode: this.#link.value?.retryAt === undefined ? 'off' : 'running' }));
  // Of the client watched now, so that a first connection is not called a reconnection.
  #wasUp: unknown;

  get #words(): string {
    const link = this.#link.value;
    const { labels } = this;
    if (!link) return '';
    if (link.state === 'connecting' && this.#wasUp === this.desktop) return labels.reconnecting;
    if (link.state === 'connecting' && link.why) return labels.linkWhy[link.why];
    if (link.state === 'up' && link.fallback) return labels.linkWhy[link.fallback];
    return labels.link[link.state];
  }

  // Not in willUpdate, which comes before the streams of another client are in.
  protected override update(changes: PropertyValues): void {
    const state = this.#link.value?.state;
    if (state === 'up') this.#wasUp = this.desktop;
    else if (state === 'sign-in-needed' || state === 'closed') this.#wasUp = undefined;
    super.update(changes);
  }

  protected override render(): TemplateResult {
    const link = this.#link.value;
    // A first connection on its way is no news.
    const starting = link?.state === 'connecting' && !link.why && this.#wasUp !== this.desktop;
    const second = link?.state === 'up' && link.fallback !== undefined;
    const weight = link && !starting && !second ? WEIGHT[link.state] : 'quiet';
    const words = this.#words;
    const loud = weight === 'warn' || weight === 'bad';
    return html`
      <div part="bar" class="bar ${weight}">
        ${loud ? warningIcon() : html`<span class="dot" title=${words || nothing}></span>`}
        <span part="words" class=${weight === 'well' ? 'spoken' : 'words'} role="status">${words}</span>
        ${this.#renderRetry(link)}
      </div>
    `;
  }

  #renderRetry(link: Link | undefined): TemplateResult | typeof nothing {
    if (link?.retryAt === undefined || this.#clock.now === undefined) return nothing;
    const seconds = Math.ceil((link.retryAt - this.runtime.monotonic()) / 1000);
    return seconds > 0 ? html`<span part="retry" class="retry">${this.labels.retryIn(seconds)}</span>` : nothing;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'link-status': LinkStatus;
  }
}
