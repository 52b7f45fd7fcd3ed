import { ContextProvider } from '@lit/context';
import { css, html, LitElement, type CSSResultGroup, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { DesktopClient } from '@cordboard/core';
import { clientContext, labelsContext } from '../internal/context.js';
import type { LabelOverrides } from '../labels/labels.js';

/**
 * Gives the elements inside it their client and their words. It owns neither: whoever made the client connects and closes it,
 * and taking this element off the page signs nobody out.
 *
 * @tagname desktop-provider
 * @slot - The elements that share the client, anywhere below.
 */
export class DesktopProvider extends LitElement {
  static override styles: CSSResultGroup = css`
    :host {
      display: contents;
    }
  `;

  readonly #client = new ContextProvider(this, { context: clientContext });
  readonly #labels = new ContextProvider(this, { context: labelsContext });

  /** The client for all elements inside that have none of their own. May come late, change, or go. */
  @property({ attribute: false })
  get client(): DesktopClient | undefined {
    return this.#client.value;
  }
  set client(client: DesktopClient | undefined) {
    this.#client.setValue(client);
  }

  /** Words that replace the English ones; any part of the table (see `Labels`). Give a new object to change them. */
  @property({ attribute: false })
  get labels(): LabelOverrides | undefined {
    return this.#labels.value;
  }
  set labels(labels: LabelOverrides | undefined) {
    this.#labels.setValue(labels);
  }

  protected override render(): TemplateResult {
    return html`<slot></slot>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'desktop-provider': DesktopProvider;
  }
}
