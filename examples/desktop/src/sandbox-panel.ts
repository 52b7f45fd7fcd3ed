import { html, nothing, render, type TemplateResult } from 'lit';
import { sandbox, type SandboxAgent, type SandboxCall, type SandboxParty, type SandboxState } from './sandbox-api.js';

const POLL_MS = 1000;
// Of the worlds that come with the sandbox; it takes any other number as well.
const CUSTOMERS = [
  { name: 'Dana Whitfield', number: '+12065550142' },
  { name: 'Osei Boateng', number: '+12065550143' },
  { name: 'Imogen Fairclough', number: '+441632960123' },
  { name: 'Nguyễn Thị Hương', number: '+61255501234' },
];
// A team page may have brought thousands.
const MOST_COLLEAGUES = 20;
const QUEUES = ['Billing', 'Technical Support', 'Loyalty'];
const CAMPAIGNS = ['Renewals preview', 'Renewals direct', 'Payment reminder'];
const WORLDS = { CCE: 'cce', CCX: 'ccx' } as const;
/** How often, and how many times, it is looked whether a telephone rings. */
const RINGS = { everyMs: 100, times: 50 };
const VARIABLES = ['callVariable1=Dana Whitfield', 'callVariable2=ACC-7781', 'callVariable3=Gold'];
const ACTION_WORDS: Readonly<Record<string, string>> = { answer: 'Answer', hold: 'Hold', retrieve: 'Retrieve', drop: 'Hang up' };

/**
 * The other side of the line: customers and colleagues, played through the sandbox's control API. No part of the kit, and it
 * knows nothing of the desktop beside it but who is signed in there.
 */
export class SandboxPanel {
  readonly #root: HTMLElement;
  #me: string | undefined;
  #state: SandboxState = { agents: [], calls: [] };
  #said = '';
  #timer: ReturnType<typeof setTimeout> | undefined;
  #reading: AbortController | undefined;

  constructor(root: HTMLElement) {
    this.#root = root;
    this.#show();
  }

  /** The agent of this page, whom "you" means. */
  set me(id: string | undefined) {
    if (this.#me === id) return;
    this.#me = id;
    this.#show();
  }

  /** Starts and stops following the sandbox. */
  set open(open: boolean) {
    this.#root.hidden = !open;
    this.#reading?.abort();
    clearTimeout(this.#timer);
    if (open) void this.#read();
  }

  async #read(): Promise<void> {
    this.#reading?.abort();
    clearTimeout(this.#timer);
    const reading = new AbortController();
    this.#reading = reading;
    try {
      this.#state = await sandbox.state(reading.signal);
      if (reading.signal.aborted) return;
      this.#show();
    } catch (error) {
      if (reading.signal.aborted) return;
      this.#say(error);
    }
    this.#timer = setTimeout(() => void this.#read(), POLL_MS);
  }

  #do(act: Promise<unknown>): void {
    this.#said = '';
    act.catch((error: unknown) => this.#say(error)).finally(() => void this.#read());
  }

  #say(error: unknown): void {
    this.#said = error instanceof Error ? error.message : String(error);
    this.#show();
  }

  #show(): void {
    const { agents, calls } = this.#state;
    render(
      html`
        <h2>Sandbox <span class="quiet">the other side of the line</span></h2>
        ${this.#customer()} ${this.#campaigns()}
        <h3>Calls now</h3>
        ${calls.length ? calls.map((call) => this.#call(call)) : html`<p class="none quiet">None</p>`}
        ${this.#colleagues(agents.filter(({ id }) => id !== this.#me))} ${this.#worlds()}
        <p class="said" role="status">${this.#said}</p>
      `,
      this.#root,
    );
  }

  #customer(): TemplateResult {
    return html`
      <form @submit=${this.#onCustomer}>
        <h3>A customer calls</h3>
        <label
          >From
          <select name="from">
            ${CUSTOMERS.map(({ name, number }) => html`<option value=${number}>${name} · ${number}</option>`)}
          </select>
        </label>
        <label
          >Variables
          <textarea name="variables" rows="3" dir="ltr" spellcheck="false" .defaultValue=${VARIABLES.join('\n')}></textarea>
        </label>
        <div class="row">
          ${QUEUES.map((queue) => html`<button type="submit" name="queue" value=${queue}>Call ${queue}</button>`)}
          ${this.#me ? html`<button type="submit" name="to" value=${this.#me}>Call you</button>` : nothing}
        </div>
      </form>
    `;
  }

  #campaigns(): TemplateResult | typeof nothing {
    const me = this.#me;
    if (!me) return nothing;
    const isReady = this.#state.agents.find(({ id }) => id === me)?.state === 'READY';
    return html`
      <h3>A campaign offers you a contact</h3>
      <div class="row">
        ${CAMPAIGNS.map(
          (from) =>
            html`<button type="button" ?disabled=${!isReady} @click=${() => this.#do(sandbox.call({ from, to: me }))}>${from}</button>`,
        )}
      </div>
      <p class="none quiet hint">${isReady ? nothing : 'Be ready first.'}</p>
    `;
  }

  #worlds(): TemplateResult {
    const { platform } = this.#state;
    return html`
      <h3>Start again</h3>
      <p class="none quiet">With recording and no mobile agents on CCX. Everybody signs in anew.</p>
      <div class="row">
        ${Object.entries(WORLDS).map(
          ([name, world]) =>
            // The page's own session is of the world that has gone.
            html`<button type="button" @click=${() => this.#do(sandbox.reset(world).then(() => location.reload()))}>
              ${name}${name === platform ? html` <span class="quiet">(now)</span>` : nothing}
            </button>`,
        )}
      </div>
    `;
  }

  // Your call, theirs, and both as one: what takes you five clicks is done in one.
  async #join(colleague: string): Promise<void> {
    const me = this.#me ?? '';
    const call = this.#state.calls.find(({ parties }) =>
      parties.some(({ address, actions }) => address === me && actions.includes('consult')),
    );
    if (!call) throw new Error('You are in no call that somebody could join');
    const { id } = await sandbox.act(call.id, me, 'consult', colleague);
    if (id === undefined) return;
    await this.#rings(id, colleague);
    await sandbox.act(id, colleague, 'answer');
    await sandbox.act(call.id, me, 'conference');
  }

  async #rings(callId: string, address: string): Promise<void> {
    for (let left = RINGS.times; left > 0; left--) {
      const { calls } = await sandbox.state(new AbortController().signal);
      const party = calls.find(({ id }) => id === callId)?.parties.find((each) => each.address === address);
      if (party?.actions.includes('answer')) return;
      await new Promise((resolve) => setTimeout(resolve, RINGS.everyMs));
    }
    throw new Error(`${address} does not ring`);
  }

  #colleagues(agents: readonly SandboxAgent[]): TemplateResult | typeof nothing {
    if (agents.length === 0) return nothing;
    return html`
      <h3>Colleagues</h3>
      <ul class="people">
        ${agents.slice(0, MOST_COLLEAGUES).map(
          ({ id, firstName, lastName, state }) => html`
            <li>
              <span class="name">
                <span><bdi>${firstName} ${lastName}</bdi></span>
                <span class="quiet">${id} · ${wordsOf(state)}</span>
              </span>
              <span class="row">
                ${
                  state === 'READY'
                    ? html`<button type="button" @click=${() => this.#do(sandbox.setAgentState(id, 'NOT_READY'))}>Not ready</button>`
                    : html`<button type="button" @click=${() => this.#do(sandbox.setAgentState(id, 'READY'))}>Ready</button>`
                }
                <button type="button" ?disabled=${!this.#me} @click=${() => this.#do(sandbox.call({ from: id, to: this.#me ?? '' }))}>
                  Calls you
                </button>
                <button type="button" ?disabled=${!this.#me || !this.#canBeJoined} @click=${() => this.#do(this.#join(id))}>Joins</button>
              </span>
            </li>
          `,
        )}
      </ul>
      ${agents.length > MOST_COLLEAGUES ? html`<p class="none quiet">and ${(agents.length - MOST_COLLEAGUES).toLocaleString()} others</p>` : nothing}
    `;
  }

  #call(call: SandboxCall): TemplateResult {
    return html`
      <article class="call">
        <p class="head">
          <b dir="ltr">${call.from} → ${call.to || '…'}</b>
          <span class="quiet">${call.queued ? `waits in ${call.queue ?? 'a queue'}` : call.state.toLowerCase()}</span>
        </p>
        <ul class="people">
          ${call.parties.map((party) => this.#party(call, party))}
        </ul>
        <form class="row" @submit=${(event: SubmitEvent) => this.#onVariable(event, call.id)}>
          <input name="name" dir="ltr" aria-label="Variable" placeholder="callVariable1" required spellcheck="false" />
          <input name="value" aria-label="Value" placeholder="empty" spellcheck="false" />
          <button type="submit">Set</button>
        </form>
      </article>
    `;
  }

  get #canBeJoined(): boolean {
    const me = this.#me;
    return this.#state.calls.some(({ parties }) => parties.some(({ address, actions }) => address === me && actions.includes('consult')));
  }

  #party(call: SandboxCall, party: SandboxParty): TemplateResult {
    // What you do is done on the desktop; this panel plays everybody else.
    const actions = party.address === this.#me ? [] : party.actions.filter((action) => action in ACTION_WORDS);
    return html`
      <li>
        <span class="name">
          <span><bdi dir="ltr">${party.address}</bdi></span>
          <span class="quiet">${wordsOf(party.state)}</span>
        </span>
        <span class="row">
          ${actions.map(
            (action) => html`
              <button type="button" @click=${() => this.#do(sandbox.act(call.id, party.address, action))}>
                ${action === 'drop' && call.queued ? 'Abandon' : ACTION_WORDS[action]}
              </button>
            `,
          )}
        </span>
      </li>
    `;
  }

  readonly #onCustomer = (event: SubmitEvent): void => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const data = new FormData(form, event.submitter);
    const from = text(data, 'from');
    const variables = variablesOf(text(data, 'variables'));
    const to = text(data, 'to');
    this.#do(sandbox.call({ from, variables, ...(to ? { to } : { queue: text(data, 'queue') }) }));
  };

  #onVariable(event: SubmitEvent, callId: string): void {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const data = new FormData(form);
    this.#do(sandbox.setVariables(callId, { [text(data, 'name')]: text(data, 'value') }));
    form.reset();
  }
}

function wordsOf(state: string): string {
  return state === 'LOGOUT' ? 'signed out' : state.toLowerCase().replaceAll('_', ' ');
}

function text(data: FormData, name: string): string {
  const value = data.get(name);
  return typeof value === 'string' ? value.trim() : '';
}

function variablesOf(lines: string): Record<string, string> {
  const pairs = lines.split('\n').flatMap((line): [string, string][] => {
    const at = line.indexOf('=');
    return at > 0 ? [[line.slice(0, at).trim(), line.slice(at + 1).trim()]] : [];
  });
  return Object.fromEntries(pairs);
}
