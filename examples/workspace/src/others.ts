import { html, render, type TemplateResult } from 'lit';
import { sandbox, type SandboxCall, type SandboxFault, type SandboxParty, type SandboxState } from './sandbox-api.js';

const POLL_MS = 1_000;
// Of the worlds that come with the sandbox.
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
const VARIABLES = { callVariable1: 'Dana Whitfield', callVariable2: 'ACC-7781', callVariable3: 'Gold' };
const FAULTS = [
  { words: 'Out of service', does: 'The platform loses its telephony', target: 'system', toxic: 'out_of_service', args: {} },
  { words: 'Down', does: 'The Workspace loses the platform', target: 'bus', toxic: 'down', args: {} },
  { words: 'Silent', does: 'Requests are taken and forgotten', target: 'bus', toxic: 'accept_and_forget', args: {} },
  { words: 'Lost', does: 'Nothing is said any more', target: 'bus', toxic: 'drop_events', args: {} },
  { words: 'Twice', does: 'Everything is said twice', target: 'bus', toxic: 'duplicate_events', args: {} },
  { words: 'Late', does: 'Everything is said three seconds late', target: 'bus', toxic: 'delay_events', args: { ms: 3_000 } },
] as const;
const WORDS: Readonly<Record<string, string>> = { answer: 'Answer', hold: 'Hold', retrieve: 'Retrieve', drop: 'Hang up' };

/** Everybody but the agent: customers, campaigns, colleagues, and the habits of the bus; played through the sandbox's control API. */
export class Others {
  readonly #root: HTMLElement;
  #state: SandboxState = { origins: [], agents: [], calls: [] };
  #quirks: Readonly<Record<string, boolean>> = {};
  #me: string;
  #customer = CUSTOMERS[0]!.number;
  #colleague = '';
  #faults: readonly SandboxFault[] = [];
  #said = '';

  constructor(root: HTMLElement, me: string) {
    this.#root = root;
    this.#me = me;
    void this.#follow();
  }

  /** Somebody signs in here. */
  set me(id: string) {
    this.#me = id;
    this.#draw();
  }

  async #follow(): Promise<void> {
    await this.#read();
    setTimeout(() => void this.#follow(), POLL_MS);
  }

  async #read(): Promise<void> {
    try {
      [this.#state, this.#quirks, this.#faults] = await Promise.all([sandbox.state(), sandbox.busQuirks(), sandbox.faults()]);
      this.#draw();
    } catch (error) {
      this.#say(error);
    }
  }

  #do(act: Promise<unknown>): void {
    this.#said = '';
    act.catch((error: unknown) => this.#say(error)).finally(() => void this.#read());
  }

  #say(error: unknown): void {
    this.#said = error instanceof Error ? error.message : String(error);
    this.#draw();
  }

  #draw(): void {
    // What grows and shrinks has a room of its own, so that no button moves because a call came.
    render(
      html`
        <div class="lead">
          <h2>The others</h2>
          <p class="trouble" role="status">${this.#said}</p>
        </div>
        <div class="deeds">
          ${this.#customers()} ${this.#campaigns()} ${this.#colleagues()} ${this.#bus()} ${this.#trouble()} ${this.#world()}
        </div>
        <section class="calls" tabindex="0" aria-label="Calls now">
          <h3>Calls now</h3>
          ${this.#state.calls.length ? this.#state.calls.map((call) => this.#call(call)) : html`<p class="quiet">None</p>`}
        </section>
      `,
      this.#root,
    );
  }

  #customers(): TemplateResult {
    return html`
      <h3>A customer calls</h3>
      <select aria-label="Customer" @change=${(event: Event) => (this.#customer = valueOf(event))}>
        ${CUSTOMERS.map(({ name, number }) => html`<option value=${number}>${name} · ${number}</option>`)}
      </select>
      <div class="row">
        ${QUEUES.map((queue) => this.#button(queue, () => sandbox.call({ from: this.#customer, queue, variables: VARIABLES })))}
        ${this.#button('The agent', () => sandbox.call({ from: this.#customer, to: this.#me, variables: VARIABLES }))}
      </div>
    `;
  }

  #campaigns(): TemplateResult {
    return html`
      <h3>A campaign offers a contact</h3>
      <div class="row">${CAMPAIGNS.map((from) => this.#button(from, () => sandbox.call({ from, to: this.#me })))}</div>
    `;
  }

  #colleagues(): TemplateResult {
    const colleagues = this.#state.agents.filter(({ id }) => id !== this.#me).slice(0, MOST_COLLEAGUES);
    const chosen = (colleagues.find(({ id }) => id === this.#colleague) ?? colleagues[0])?.id ?? '';
    return html`
      <h3>A colleague</h3>
      <select aria-label="Colleague" @change=${this.#onColleague}>
        ${colleagues.map(
          ({ id, firstName, lastName, state }) =>
            html`<option value=${id} ?selected=${id === chosen}>${id} ${firstName} ${lastName} · ${state}</option>`,
        )}
      </select>
      <div class="row">
        ${this.#button('Ready', () => sandbox.setAgentState(chosen, 'READY'))}
        ${this.#button('Not ready', () => sandbox.setAgentState(chosen, 'NOT_READY'))}
        ${this.#button('Calls the agent', () => sandbox.call({ from: chosen, to: this.#me }))}
      </div>
    `;
  }

  #bus(): TemplateResult {
    const { blankKeys = false, bare = false } = this.#quirks;
    return html`
      <h3>The bus writes</h3>
      <div class="row" role="group" aria-label="The bus writes">
        <button type="button" aria-pressed=${!blankKeys && !bare} @click=${() => this.#do(sandbox.setBusQuirks('clean'))}>Clean</button>
        <button type="button" aria-pressed=${blankKeys} @click=${() => this.#do(sandbox.setBusQuirks('as-documented'))}>
          As documented
        </button>
        <button type="button" aria-pressed=${bare} @click=${() => this.#do(sandbox.setBusQuirks({ bare: !bare }))}>Bare</button>
      </div>
    `;
  }

  #trouble(): TemplateResult {
    return html`
      <h3>Trouble</h3>
      <div class="row" role="group" aria-label="Trouble">
        ${FAULTS.map((fault) => {
          const running = this.#faults.find(({ target, toxic }) => target === fault.target && toxic === fault.toxic);
          const act = () =>
            this.#do(
              running ? sandbox.stopFault(running.id) : sandbox.startFault({ target: fault.target, toxic: fault.toxic, args: fault.args }),
            );
          return html`<button type="button" aria-pressed=${running !== undefined} title=${fault.does} @click=${act}>
            ${fault.words}
          </button>`;
        })}
      </div>
    `;
  }

  #world(): TemplateResult {
    return html`
      <h3>Start again</h3>
      <div class="row">${this.#button('CCE', () => sandbox.reset('cce'))} ${this.#button('CCX', () => sandbox.reset('ccx'))}</div>
    `;
  }

  #call({ id, state, parties }: SandboxCall): TemplateResult {
    return html`
      <section class="call" aria-label="Call ${id}">
        <span class="quiet">${id} · ${state.toLowerCase()}</span>
        ${parties.filter((party) => party.state !== 'DROPPED').map((party) => this.#party(id, party))}
      </section>
    `;
  }

  #party(callId: string, { address, state, actions }: SandboxParty): TemplateResult {
    const isMe = address === this.#me;
    return html`
      <div class="party">
        <span><bdi>${address}</bdi> <span class="quiet">${isMe ? 'the agent · ' : ''}${state.toLowerCase()}</span></span>
        <span class="row">
          ${
            // The agent's own are the widgets'.
            isMe
              ? []
              : actions
                  .filter((action) => WORDS[action])
                  .map((action) => this.#button(WORDS[action]!, () => sandbox.act(callId, address, action)))
          }
        </span>
      </div>
    `;
  }

  #button(words: string, act: () => Promise<unknown>): TemplateResult {
    return html`<button type="button" @click=${() => this.#do(act())}>${words}</button>`;
  }

  readonly #onColleague = (event: Event): void => {
    this.#colleague = valueOf(event);
    this.#draw();
  };
}

function valueOf(event: Event): string {
  return (event.currentTarget as HTMLSelectElement).value;
}
