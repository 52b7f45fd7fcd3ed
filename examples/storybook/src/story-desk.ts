import { DesktopClient, type DesktopPort } from '@cordboard/core';
import '@cordboard/elements/define';
import { FinessePort } from '@cordboard/finesse';
import { BridgeWire, GenesysPort } from '@cordboard/genesys';
import { startInPage, type InPageSandbox } from '@cordboard/sandbox/page';
import { nothing, render } from 'lit';
import { stageScenario } from './scenario-desk.js';
import type { Desk, Scene, Show } from './scene.js';

const STEP_MS = 50;

function portOf({ platform }: Scene, { url, environment }: InPageSandbox): DesktopPort {
  if (platform !== 'genesys') return new FinessePort({ hosts: url, environment });
  return new GenesysPort({ wire: new BridgeWire({ url: new URL('/ais', url).href, environment: { fetch: environment.fetch } }) });
}

/**
 * A desk of its own for one story: a sandbox in this page, a client, and what the story shows inside a provider. While the scene is set
 * time runs as fast as it can; from then on, as it does. `ready` is there when the scene stands, `broken` when it could not be set.
 */
export class StoryDesk extends HTMLElement {
  readonly #provider: HTMLElementTagNameMap['desktop-provider'] = document.createElement('desktop-provider');
  #scene: Scene | undefined;
  #show: Show = () => nothing;
  #dialogId: string | undefined;
  #begun: object | undefined;
  #gone: AbortController | undefined;
  #sandbox: InPageSandbox | undefined;
  #client: DesktopClient | undefined;

  /** How the story comes about. Another one begins anew. */
  set scene(scene: Scene | undefined) {
    if (scene === this.#scene) return;
    this.#scene = scene;
    if (!this.isConnected) return;
    this.disconnectedCallback();
    this.connectedCallback();
  }

  /** What stands in the provider; told the call that the story is about. */
  set show(show: Show) {
    this.#show = show;
    this.#render();
  }

  connectedCallback(): void {
    this.append(this.#provider);
    const begun = (this.#begun = {});
    void this.#begin(() => this.#begun === begun).then(
      () => this.toggleAttribute('ready', this.#begun === begun),
      (error: unknown) => {
        // What was left in the middle of its scene fails with its client.
        if (this.#begun !== begun) return;
        this.toggleAttribute('broken', true);
        reportError(error);
      },
    );
  }

  disconnectedCallback(): void {
    this.#begun = undefined;
    this.#gone?.abort();
    this.querySelector('.steps')?.remove();
    this.#client?.close();
    this.#sandbox?.close();
    this.#client = this.#sandbox = this.#dialogId = undefined;
    this.#provider.client = undefined;
    this.#provider.remove();
    for (const name of ['ready', 'broken']) this.removeAttribute(name);
  }

  async #begin(goesOn: () => boolean): Promise<void> {
    const scene = this.#scene;
    if (!scene || scene.noClient) return this.#stand('');
    if (scene.scenario !== undefined) return this.#follow(scene.scenario, goesOn);
    const sandbox = startInPage({ globals: false, world: scene.world ?? 'cce' });
    const client = new DesktopClient(portOf(scene, sandbox));
    [this.#sandbox, this.#client] = [sandbox, client];
    this.#provider.client = client;
    client.connect();
    let set = false;
    const desk: Desk = { client, sandbox };
    const played = Promise.resolve(scene.play?.(desk)).finally(() => (set = true));
    // Awaited below; what fails because the story has gone is nobody's business.
    played.catch(() => {});
    while (!set) {
      sandbox.clock.advance(STEP_MS);
      // A turn, so that requests, answers and timers of the client get theirs.
      await new Promise((resolve) => setTimeout(resolve));
      if (!goesOn()) return;
    }
    const dialogId = (await played) ?? '';
    if (!goesOn()) return;
    this.#stand(dialogId);
    await this.updateComplete();
  }

  // The first call that there is, or the last that there was, is the one the story is about.
  async #follow(text: string, goesOn: () => boolean): Promise<void> {
    const pace = document.documentElement.dataset['pace'] === 'at-once' ? 'at-once' : 'watch';
    const staged = stageScenario(text, pace);
    const { sandbox, client } = staged;
    [this.#sandbox, this.#client] = [sandbox, client];
    this.#provider.client = client;
    const gone = new AbortController();
    this.#gone = gone;
    client.dialogIds$.subscribe((ids) => this.#stand(ids[0] ?? this.#dialogId ?? ''));
    client.connect();
    const list = document.createElement('ol');
    list.className = 'steps';
    this.append(list);
    await staged.play(({ text: words, outcome, why }) => {
      const line = document.createElement('li');
      line.dataset['outcome'] = outcome;
      line.textContent = why === undefined ? words : `${words}: ${why}`;
      list.append(line);
    }, gone.signal);
    if (goesOn()) await this.updateComplete();
  }

  async updateComplete(): Promise<void> {
    for (const element of this.#provider.querySelectorAll('*')) {
      await (element as { readonly updateComplete?: Promise<unknown> }).updateComplete;
    }
  }

  #stand(dialogId: string): void {
    this.#dialogId = dialogId;
    this.#render();
  }

  #render(): void {
    if (this.#dialogId !== undefined) render(this.#show(this.#dialogId), this.#provider);
  }
}

if (!customElements.get('story-desk')) customElements.define('story-desk', StoryDesk);

declare global {
  interface HTMLElementTagNameMap {
    'story-desk': StoryDesk;
  }
}
