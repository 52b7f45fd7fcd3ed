import { el, setText } from './dom.js';
import { SignInFailed, type Credentials } from './session.js';

/** The form that signs in. `submit` rejects with `SignInFailed`, and the form says why; nothing that was typed is lost but the password. */
export class SignInForm {
  readonly element: HTMLFormElement;
  readonly #submit: (credentials: Credentials) => Promise<void>;
  readonly #said: HTMLElement = el('p', { class: 'refused', role: 'alert' });
  readonly #button: HTMLButtonElement = el('button', { type: 'submit', class: 'lead' }, ['Sign in']);
  readonly #id: HTMLInputElement = el('input', {
    id: 'agent-id',
    name: 'id',
    autocomplete: 'username',
    required: true,
    spellcheck: 'false',
  });
  readonly #password: HTMLInputElement = el('input', {
    id: 'agent-password',
    type: 'password',
    autocomplete: 'current-password',
    required: true,
  });
  readonly #extension: HTMLInputElement = el('input', { id: 'agent-extension', name: 'extension', inputmode: 'tel', spellcheck: 'false' });
  #busy = false;

  constructor(title: string, submit: (credentials: Credentials) => Promise<void>) {
    this.#submit = submit;
    const row = (label: string, input: HTMLInputElement, hint = ''): HTMLElement =>
      el('div', { class: 'field' }, [el('label', { for: input.id }, [label]), input, ...(hint ? [el('small', {}, [hint])] : [])]);
    this.element = el(
      'form',
      { class: 'sign-in' },
      [
        el('h1', {}, [title]),
        row('Agent ID', this.#id),
        row('Password', this.#password),
        row('Extension', this.#extension, 'Empty: the one the agent has, else the ID.'),
        this.#said,
        this.#button,
      ],
      {
        submit: (event) => {
          event.preventDefault();
          void this.run({ id: this.#id.value.trim(), password: this.#password.value, extension: this.#extension.value.trim() });
        },
      },
    );
  }

  /** Signs in with what is given, as if it had been typed. Never rejects. */
  async run(credentials: Credentials): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    this.#button.setAttribute('aria-busy', 'true');
    setText(this.#button, 'Signing in …');
    setText(this.#said, '');
    this.#id.value = credentials.id;
    try {
      await this.#submit(credentials);
    } catch (error) {
      if (!(error instanceof SignInFailed)) throw error;
      setText(this.#said, error.message);
      this.#password.value = '';
      this.#password.focus();
    } finally {
      this.#busy = false;
      this.#button.removeAttribute('aria-busy');
      setText(this.#button, 'Sign in');
    }
  }
}
