import { listOf, memberOf, objectsAt, textAt, type XmlObject } from '../xml/values.js';
import { type RequestHandlers } from './response.js';
import { RestBase } from './rest-base.js';

/** A party of a call, as the server describes it. */
export type Participant = XmlObject;

/** What calls and tasks have in common. */
export abstract class DialogBase extends RestBase {
  override getRestClass(): string {
    return 'Dialog';
  }

  // A task and a call of one agent are of different objects; what they are members of is not in their path.
  override getRestUrl(): string {
    return `/finesse/api/Dialog/${this.getId()}`;
  }

  /** Its path on the server. */
  getDialogUri(): string {
    return this.text('uri') || this.getRestUrl();
  }

  /** One of `States`. */
  getState(): string {
    return this.text('state');
  }

  /** `Voice`, or the name of a media routing domain. */
  getMediaType(): string {
    return this.text('mediaType');
  }

  /** The parties; empty for none. */
  getParticipants(): Participant[] {
    return objectsAt(this.getData(), 'participants', 'Participant');
  }

  /** Call variables and all else that is known of the call, in one map; null for what is empty, as call variables are until they have a value. */
  getMediaProperties(): Record<string, unknown> {
    const { callvariables, ...others } = (memberOf(this.getData(), 'mediaProperties') as XmlObject | null) ?? {};
    const variables = listOf(memberOf(callvariables, 'CallVariable')).map((each): [string, string | null] => [
      textAt(each, 'name'),
      textAt(each, 'value') || null,
    ]);
    // What the server says of the call is not to be hidden by a variable of the same name, nor by `__proto__` an object's own.
    return { ...Object.fromEntries(variables.filter(([name]) => name !== '')), ...others };
  }

  /** PUT `/Dialog/{id}` with what `content` says. */
  protected act(content: object, handlers?: RequestHandlers): this {
    this.restRequest(this.getRestUrl(), { ...handlers, method: 'PUT', content: { Dialog: content } });
    return this;
  }
}
