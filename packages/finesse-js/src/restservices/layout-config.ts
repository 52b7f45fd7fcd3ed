import { type RequestHandlers } from './response.js';
import { RestBase } from './rest-base.js';

/** The desktop's layout, for administrators. */
export class LayoutConfig extends RestBase {
  override getRestClass(): string {
    return 'LayoutConfig';
  }

  // There is one, and that is its name.
  override getRestUrl(): string {
    return `${super.getRestUrl().replace(/\/$/, '')}${this.getId() === '' ? '/default' : ''}`;
  }

  getLayoutxml(): string {
    return this.text('layoutxml');
  }

  getType(): string {
    return this.text('type');
  }

  /** PUT to its path. @param layoutxml - The whole layout. */
  update(layoutxml: string, handlers?: RequestHandlers): void {
    this.restRequest(this.getRestUrl(), { ...handlers, method: 'PUT', content: { [this.getRestType()]: { layoutxml } } });
  }
}

/** The layout of a team, for administrators. */
export class TeamLayoutConfig extends RestBase {
  override getRestClass(): string {
    return 'LayoutConfig';
  }

  override getRestType(): string {
    return 'TeamLayoutConfig';
  }

  getLayoutxml(): string {
    return this.text('layoutxml');
  }

  /** Whether the team has a layout of its own. */
  getUseDefault(): boolean {
    return this.text('useDefault') !== 'false';
  }
}
