import { RestBase } from './rest-base.js';

/** The state of the server. It is read once; `refresh()` reads it again. */
export class SystemInfo extends RestBase {
  /** States of the server. */
  static readonly Statuses = { IN_SERVICE: 'IN_SERVICE', OUT_OF_SERVICE: 'OUT_OF_SERVICE' } as const;

  override getRestClass(): string {
    return 'SystemInfo';
  }

  /** One of `SystemInfo.Statuses`. */
  getStatus(): string {
    return this.text('status');
  }

  getXmppDomain(): string {
    return this.text('xmppDomain');
  }

  getXmppPubSubDomain(): string {
    return this.text('xmppPubSubDomain');
  }

  /** `UCCE` or `UCCX`. */
  getDeploymentType(): string {
    return this.text('deploymentType');
  }

  /** The server's clock when it was read. */
  getCurrentTimestamp(): string {
    return this.text('currentTimestamp');
  }

  /** Whether there is no second node. */
  isSingleNode(): boolean {
    return this.text('secondaryNode', 'host') === '';
  }

  /** The node that the desktop is on. */
  getThisHost(): string {
    return this.#isSecondary() ? this.text('secondaryNode', 'host') : this.text('primaryNode', 'host');
  }

  /** The other node; empty where there is none. */
  getAlternateHost(): string {
    return this.#isSecondary() ? this.text('primaryNode', 'host') : this.text('secondaryNode', 'host');
  }

  #isSecondary(): boolean {
    const host = this.text('secondaryNode', 'host');
    return host !== '' && host.toLowerCase() === this.kit.host().toLowerCase();
  }
}
