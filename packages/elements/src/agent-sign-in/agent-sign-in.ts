import { html, nothing, type CSSResultGroup, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { controlOf, Secret, type Control, type DesktopErrorCode, type SignIn } from '@cordboard/core';
import { warningIcon } from '../icons/icons.js';
import { DesktopElement } from '../internal/desktop-element.js';
import { dialable } from '../internal/phone-number.js';
import { WhyTips, whyTip } from '../internal/why.js';
import { commonLabels, type CommonLabels } from '../labels/common.js';
import { linkLabels, type LinkLabels } from '../labels/link.js';
import { signInLabels, type SignInLabels } from '../labels/sign-in.js';
import { styles } from './agent-sign-in.styles.js';

type Field = 'agent-id' | 'password' | 'extension' | 'mobile' | 'mobile-number';
type Autofill = 'username' | 'current-password' | 'tel-extension' | 'tel';
type MobileMode = NonNullable<SignIn['mobile']>['mode'];

const MODES: readonly MobileMode[] = ['call-by-call', 'nailed'];

// What went wrong, to the field that has to be looked at. With the credentials refused the password is to be typed again.
const FIELD_OF: Partial<Record<DesktopErrorCode, Field>> = {
  unauthorized: 'password',
  'locked-out': 'password',
  'not-found': 'agent-id',
  'device-invalid': 'extension',
  'device-busy': 'extension',
  'mode-not-allowed': 'mobile',
};

type Words = CommonLabels & SignInLabels & LinkLabels;

const words: Words = { ...commonLabels, ...signInLabels, ...linkLabels };

/**
 * The form an agent signs in with. It takes no room while the agent is signed in, and taking it off the page signs nobody out.
 *
 * The password leaves the field only as a `Secret`. The field is emptied when the sign-in is confirmed, when the platform refuses
 * the credentials, and when the element leaves the page; after any other trouble (no connection, extension in use) it stays, so
 * that the agent can put that right without typing it again. Events carry the command without it.
 *
 * Where the platform knows by itself who is at the desk, the form is its button alone.
 *
 * Where the platform has mobile agents the form asks, on demand, for the telephone the agent works from and how it is joined to calls.
 *
 * @tagname agent-sign-in
 * @attribute {boolean} signed-in - Set by the element while the agent is signed in.
 * @slot - Between the fields and the button, for the page's own words.
 * @fires {CustomEvent<CommandRequestDetail>} command-request - Before the sign-in is sent, without the password. Cancel it to keep it back.
 * @fires {CustomEvent<CommandFailedDetail>} command-failed - The platform refused, or never answered.
 * @csspart form - The native form.
 * @csspart input - Each field.
 * @csspart mobile - The choice to work as a mobile agent, and what it asks for.
 * @csspart button - The button.
 * @csspart trouble - What went wrong.
 * @csspart reason - The tip that says why signing in is not possible.
 * @csspart icon - The sign beside what went wrong.
 */
export class AgentSignIn extends DesktopElement<Words> {
  static override styles: CSSResultGroup = styles;

  protected override readonly words: Words = words;

  /** What the agent id field starts with; follows what was sent. */
  @property({ attribute: 'agent-id' }) agentId = '';

  /** What the extension field starts with; follows what was sent. */
  @property() extension = '';

  /** Leaves the password out, for a page whose port gets credentials elsewhere. */
  @property({ type: Boolean, attribute: 'no-password' }) noPassword = false;

  /** How a mobile agent's telephone is joined to calls; empty for an agent at a desk. What the form starts with; follows what was sent. */
  @property({ attribute: 'mobile-mode' }) mobileMode: 'call-by-call' | 'nailed' | '' = '';

  /** A mobile agent's telephone. What the field starts with; follows what was sent. */
  @property({ attribute: 'mobile-number' }) mobileNumber = '';

  readonly #agent = this.observe((client) => client.agent$);
  readonly #link = this.observe((client) => client.link$);
  readonly #command = this.observe((client) => client.command$('agent'));
  readonly #hasMobile = this.observe((client) => client.select(({ features }) => features.has('mobile')));
  readonly #isKnown = this.observe((client) => client.select(({ features }) => features.has('session-user')));
  // What the agent has ticked; `undefined` while that is what the page said.
  #ticked: boolean | undefined;
  // Fields that were empty when the form was last sent.
  #missing: readonly string[] = [];
  #isNumberWrong = false;

  constructor() {
    super();
    new WhyTips(this);
  }

  // A session that was taken over or has expired leaves its last picture of the agent behind.
  get #sessionGone(): boolean {
    const link = this.#link.value?.state;
    return link === 'sign-in-needed' || link === 'superseded';
  }

  get #isBusy(): boolean {
    const entry = this.#command.value;
    return entry?.phase === 'pending' && entry.command.type === 'sign-in';
  }

  get #control(): Control {
    const facts = { served: this.desktop?.serves('agent-state') ?? false, link: this.#link.value, command: this.#command.value };
    // Signing in is itself what connects, so the link tells nothing while it lasts.
    if (facts.served && this.#isBusy) return { state: 'busy', why: 'command-pending' };
    return controlOf({ ...facts, agent: this.#sessionGone ? undefined : this.#agent.value }, 'sign-in');
  }

  get #failure(): DesktopErrorCode | undefined {
    const entry = this.#command.value;
    return entry?.command.type === 'sign-in' ? entry.error?.code : undefined;
  }

  get #isMobile(): boolean {
    return this.#hasMobile.value === true && (this.#ticked ?? MODES.some((mode) => mode === this.mobileMode));
  }

  /** What went wrong: with the form, with the sign-in, or with the session that was there before. */
  get #trouble(): string {
    const { labels } = this;
    if (this.#missing.length) return labels.fieldMissing;
    if (this.#isNumberWrong) return labels.mobileNumberWrong;
    if (this.#failure) return labels.errors[this.#failure];
    const why = this.#sessionGone && !this.#isBusy ? this.#link.value?.why : undefined;
    return why && why !== 'signed-out' ? labels.linkWhy[why] : '';
  }

  /** Whether the agent is signed in; the form is away then. Also the attribute `signed-in`, for the page's style sheet. */
  get signedIn(): boolean {
    const state = this.#agent.value?.state;
    return state !== undefined && state !== 'signed-out' && !this.#sessionGone;
  }

  protected override render(): TemplateResult | typeof nothing {
    const control = this.#control;
    if (control.state === 'absent' || this.signedIn) return nothing;
    const { labels } = this;
    const busy = control.state === 'busy';
    const why = busy ? undefined : control.why && labels.why[control.why];
    const trouble = this.#trouble;
    // novalidate: the browser's own words would be in the browser's language, not in that of the labels.
    return html`
      <form part="form" novalidate aria-label=${labels.signIn} aria-busy=${busy} @submit=${this.#onSubmit}>
        ${this.#isKnown.value ? nothing : this.#renderWho()} ${this.#hasMobile.value ? this.#renderMobile() : nothing}
        <slot></slot>
        <button
          class="primary"
          part="button"
          type="submit"
          aria-busy=${busy}
          aria-disabled=${control.state !== 'ready'}
          aria-describedby=${why ? 'why' : nothing}
        >
          ${busy ? labels.signingIn : labels.signIn}
        </button>
        ${whyTip('why', why)}
        <div id="trouble" class="trouble" part="trouble" role="alert">
          ${trouble ? html`${warningIcon()}<span>${trouble}</span>` : nothing}
        </div>
      </form>
    `;
  }

  #renderWho(): TemplateResult {
    const { labels } = this;
    return html`
      ${this.#renderField('agent-id', labels.agentId, 'text', 'username', this.agentId)}
      ${this.noPassword ? nothing : this.#renderField('password', labels.password, 'password', 'current-password')}
      ${this.#renderField('extension', labels.extension, 'text', 'tel-extension', this.extension)}
    `;
  }

  #renderMobile(): TemplateResult {
    const { labels } = this;
    const wrong = this.#isWrong('mobile');
    const tick = html`<label class="choice">
      <input
        name="mobile"
        type="checkbox"
        .checked=${this.#isMobile}
        aria-invalid=${wrong}
        aria-describedby=${wrong ? 'trouble' : nothing}
        @click=${this.#keepWhileBusy}
        @change=${this.#onTick}
      />
      ${labels.mobileAgent}
    </label>`;
    if (!this.#isMobile) return html`<div part="mobile">${tick}</div>`;
    const chosen = this.mobileMode === 'nailed' ? 'nailed' : 'call-by-call';
    return html`
      <div part="mobile">
        ${tick}
        <fieldset aria-label=${labels.mobileAgent}>
          ${MODES.map(
            (mode) => html`
              <label class="choice">
                <input
                  name="mobile-mode"
                  type="radio"
                  .value=${mode}
                  .defaultChecked=${mode === chosen}
                  aria-describedby=${mode}
                  @click=${this.#keepWhileBusy}
                />
                ${labels.mobileModes[mode]}
              </label>
              <span class="hint" id=${mode}>${labels.mobileHints[mode]}</span>
            `,
          )}
          ${this.#renderField('mobile-number', labels.mobileNumber, 'tel', 'tel', this.mobileNumber)}
        </fieldset>
      </div>
    `;
  }

  #isWrong(name: Field): boolean {
    if (this.#missing.includes(name)) return true;
    if (this.#isNumberWrong) return name === 'mobile-number';
    return this.#failure !== undefined && FIELD_OF[this.#failure] === name;
  }

  #renderField(name: Field, label: string, type: 'text' | 'password' | 'tel', autocomplete: Autofill, value = ''): TemplateResult {
    const wrong = this.#isWrong(name);
    return html`<label>
      ${label}
      <input
        part="input"
        class="text"
        name=${name}
        type=${type}
        autocomplete=${autocomplete}
        autocapitalize="off"
        spellcheck="false"
        required
        .defaultValue=${value}
        ?readonly=${this.#isBusy}
        aria-invalid=${wrong}
        aria-describedby=${wrong ? 'trouble' : nothing}
      />
    </label>`;
  }

  protected override updated(): void {
    this.toggleAttribute('signed-in', this.signedIn);
  }

  /** Gives the first field the keyboard's focus. */
  override focus(options?: FocusOptions): void {
    this.renderRoot.querySelector('input')?.focus(options);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#forgetPassword();
  }

  #field(name: Field): HTMLInputElement | null {
    return this.renderRoot.querySelector(`[name=${name}]`);
  }

  #forgetPassword(): void {
    const field = this.#field('password');
    if (field) field.value = '';
  }

  // Neither takes `readonly`, and a disabled control would lose the focus.
  #keepWhileBusy(event: Event): void {
    if (this.#isBusy) event.preventDefault();
  }

  #onTick(event: Event): void {
    this.#ticked = (event.currentTarget as HTMLInputElement).checked;
    this.requestUpdate();
  }

  async #onSubmit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (this.#control.state !== 'ready') return;
    const fields = [...this.renderRoot.querySelectorAll<HTMLInputElement>('.text')];
    this.#missing = fields.filter(({ value }) => value.trim() === '').map(({ name }) => name);
    const number = dialable(this.#field('mobile-number')?.value ?? '');
    this.#isNumberWrong = this.#isMobile && number === undefined;
    this.requestUpdate();
    const wrong = this.#missing[0] ?? (this.#isNumberWrong ? 'mobile-number' : undefined);
    if (wrong !== undefined) {
      fields.find(({ name }) => name === wrong)?.focus();
      return;
    }
    const error = await this.request(this.#readForm(number));
    if (error) await this.#onRefused(FIELD_OF[error.code]);
  }

  // What was sent is what the form begins with next time.
  #readForm(number: string | undefined): SignIn {
    const password = this.#field('password');
    const secret = password ? { secret: new Secret(password.value) } : {};
    const mode: MobileMode = this.renderRoot.querySelector<HTMLInputElement>('[value=nailed]')?.checked ? 'nailed' : 'call-by-call';
    const mobile = number === undefined ? undefined : { mode, number };
    this.agentId = this.#field('agent-id')?.value.trim() ?? '';
    this.extension = this.#field('extension')?.value.trim() ?? '';
    this.mobileMode = mobile?.mode ?? '';
    this.mobileNumber = mobile?.number ?? this.mobileNumber;
    this.#ticked = undefined;
    return { type: 'sign-in', agentId: this.agentId, extension: this.extension, ...secret, ...(mobile && { mobile }) };
  }

  async #onRefused(wrong: Field | undefined): Promise<void> {
    if (wrong === 'password') this.#forgetPassword();
    await this.updateComplete;
    if (wrong && this.matches(':focus-within')) this.#field(wrong)?.focus();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-sign-in': AgentSignIn;
  }
}
