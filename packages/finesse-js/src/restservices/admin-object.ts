import { type RequestHandlers } from './response.js';
import { RestBase } from './rest-base.js';

/** An object that administrators may make, change and delete. None of it is notified: read it again. */
export abstract class AdminObject extends RestBase {
  /** POST to the path of its kind. @param values - Members of the new object. */
  add(values: object, handlers?: RequestHandlers): void {
    this.restRequest(`/finesse/api/${this.getRestClass()}`, { ...handlers, method: 'POST', content: { [this.getRestType()]: values } });
  }

  /** PUT to its path. @param values - Members that are to be otherwise. */
  update(values: object, handlers?: RequestHandlers): void {
    this.restRequest(this.adminUrl, { ...handlers, method: 'PUT', content: { [this.getRestType()]: values } });
  }

  /** DELETE of its path. */
  delete(handlers?: RequestHandlers): void {
    this.restRequest(this.adminUrl, { ...handlers, method: 'DELETE' });
  }

  // A member of an agent's list has the list in its path; the object itself has not.
  protected get adminUrl(): string {
    return `/finesse/api/${this.getRestClass()}/${this.getId()}`;
  }

  /** Its path, as its data gives it. */
  getUri(): string {
    return this.text('uri');
  }
}
