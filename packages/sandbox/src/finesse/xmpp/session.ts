import { parseXml, textOf, XmlRefused, type XmlNode } from '../xml/read.js';
import { element, type Markup } from '../xml/write.js';
import { answerIq, bindOf } from './iq.js';
import { parseJid } from './jid.js';
import { readPlain } from './sasl.js';
import {
  closeFrame,
  featuresFrame,
  iqResult,
  notificationStanza,
  NS,
  openFrame,
  stanzaError,
  streamErrorFrame,
  type StreamCondition,
} from './stanzas.js';
import type { Subscriptions } from './subscriptions.js';

/** What carries the frames of a session: a WebSocket, or anything else that keeps them whole and in order. */
export interface XmppTransport {
  send(frame: string): void;
  /** Ends the connection. `receive` is not called after it. */
  close(): void;
}

/** What a session asks of the notification service it belongs to. */
export interface XmppService {
  readonly subscriptions: Subscriptions;
  /** Why an account's password or access token is not taken; `undefined` when it is. */
  refusalOf(local: string, password: string): 'not-authorized' | 'account-disabled' | undefined;
  mayListen(local: string, node: string): boolean | undefined;
  /** Whether the web application's own contact is there to be seen. */
  readonly webAppPresent: boolean;
  /** The session took its full address: an older one with the same address has to go. */
  bound(session: XmppSession): void;
  /** The session became able to receive, or stopped being so. */
  availability(session: XmppSession): void;
  /** The session is over; called once. */
  ended(session: XmppSession): void;
}

/** One notification on its way to one session. */
export interface Delivery {
  readonly node: string;
  /** The update as XML text, not yet escaped for its stanza. */
  readonly payload: string;
  readonly addressed: 'bare' | 'full';
  /** Tells deliveries apart; the same in every session. */
  readonly serial: number;
}

type Phase = 'opening' | 'authenticating' | 'restarting' | 'binding' | 'bound' | 'over';

const MAX_ATTEMPTS = 5;

/**
 * The server's side of one framed XMPP stream (RFC 7395): SASL PLAIN, bind, presence, requests, notifications. Frames go in by
 * `receive` and out by the transport; a bad frame ends the stream with its condition and throws nothing.
 */
export class XmppSession {
  readonly id: string;
  readonly #transport: XmppTransport;
  readonly #service: XmppService;
  #phase: Phase = 'opening';
  readonly #host: string;
  #domain: string;
  #local = '';
  #resource = '';
  #attempts = 0;
  #available = false;

  constructor(id: string, host: string, transport: XmppTransport, service: XmppService) {
    this.id = id;
    this.#host = host;
    this.#domain = host;
    this.#transport = transport;
    this.#service = service;
  }

  /** Account; `''` until authenticated. */
  get local(): string {
    return this.#local;
  }

  get resource(): string {
    return this.#resource;
  }

  /** Full address, or `''` while nothing is bound. */
  get jid(): string {
    return this.#resource === '' ? '' : `${this.#local}@${this.#domain}/${this.#resource}`;
  }

  /** Whether notifications are delivered: presence was sent, with a priority that is not negative. */
  get available(): boolean {
    return this.#available && this.#phase === 'bound';
  }

  get over(): boolean {
    return this.#phase === 'over';
  }

  /** Takes one frame from the client. */
  receive(frame: string): void {
    // A frame of blanks is a keep-alive.
    if (this.#phase === 'over' || frame.trim() === '') return;
    let stanza: XmlNode;
    try {
      stanza = parseXml(frame);
    } catch (error) {
      if (!(error instanceof XmlRefused)) throw error;
      this.end(error.problem === 'malformed' ? 'not-well-formed' : error.problem === 'doctype' ? 'restricted-xml' : 'policy-violation');
      return;
    }
    if (stanza.ns === NS.framing) this.#frame(stanza);
    else this.#stanza(stanza);
  }

  /** The connection is gone: the client counts as unavailable from now on. */
  transportClosed(): void {
    this.#leave();
  }

  /** Ends the stream from this side, telling why if there is a reason. */
  end(condition?: StreamCondition): void {
    if (this.#phase === 'over') return;
    if (this.#phase === 'opening' || this.#phase === 'restarting') this.#send(openFrame(this.#domain, this.id));
    if (condition) this.#send(streamErrorFrame(condition));
    this.#send(closeFrame());
    this.#leave();
    this.#transport.close();
  }

  /** Sends a notification. */
  deliver(delivery: Delivery): void {
    this.sendRaw(this.stanzaFor(delivery));
  }

  /** The stanza that `deliver` sends. */
  stanzaFor({ node, payload, addressed, serial }: Delivery): string {
    const bare = `${this.#local}@${this.#domain}`;
    return notificationStanza({
      domain: this.#domain,
      to: addressed === 'full' ? this.jid : bare,
      id: `${node}__${bare}__${serial}`,
      node,
      itemId: `${this.#local}-${serial}`,
      payload,
    }).toString();
  }

  /** Sends a frame as it is, well-formed or not. Nothing is sent on a stream that is over. */
  sendRaw(frame: string): void {
    if (this.#phase !== 'over') this.#transport.send(frame);
  }

  /** Shows or hides the web application's own contact, which clients watch to learn whether it works. */
  showWebApp(present: boolean): void {
    if (!this.#available) return;
    const type = present ? undefined : 'unavailable';
    this.#send(element('presence', { xmlns: NS.client, from: `finesse@${this.#domain}/web`, to: this.jid, type }));
  }

  #frame(frame: XmlNode): void {
    if (frame.name === 'close') {
      this.end();
    } else if (frame.name !== 'open') {
      this.end('unsupported-stanza-type');
    } else if (this.#phase === 'opening' || this.#phase === 'restarting') {
      const to = frame.attributes.get('to') ?? '';
      // RFC 6120 §4.9.3.6: a domain that is not served here.
      if (to !== '' && !isSame(to, this.#host)) return this.end('host-unknown');
      if (to !== '') this.#domain = to;
      this.#send(openFrame(this.#domain, this.id));
      this.#send(featuresFrame(this.#phase === 'restarting'));
      this.#phase = this.#phase === 'opening' ? 'authenticating' : 'binding';
    } else {
      this.end('policy-violation');
    }
  }

  #stanza(stanza: XmlNode): void {
    switch (this.#phase) {
      case 'authenticating':
        if (stanza.ns === NS.sasl) this.#authenticate(stanza);
        else this.end('not-authorized');
        break;
      case 'binding':
        this.#bind(stanza);
        break;
      case 'bound':
        this.#route(stanza);
        break;
      default:
        this.end('not-authorized');
    }
  }

  #authenticate(stanza: XmlNode): void {
    if (stanza.name === 'abort') return this.#fail('aborted');
    if (stanza.name === 'auth' && stanza.attributes.get('mechanism') !== 'PLAIN') return this.#fail('invalid-mechanism');
    if (stanza.name !== 'auth' && stanza.name !== 'response') return this.end('unsupported-stanza-type');
    const encoded = stanza.text.trim();
    // A client may let the server speak first.
    if (encoded === '' && stanza.name === 'auth') return this.#send(element('challenge', { xmlns: NS.sasl }));
    const plain = readPlain(encoded);
    if (!plain) return this.#fail('incorrect-encoding');
    // Some clients give their address for a name.
    const [account = ''] = plain.authcid.split('@', 1);
    if (plain.authzid !== '' && parseJid(plain.authzid).local !== account.toLowerCase()) return this.#fail('invalid-authzid');
    const refusal = this.#service.refusalOf(account, plain.password);
    if (refusal) return this.#fail(refusal);
    this.#local = account;
    this.#phase = 'restarting';
    this.#send(element('success', { xmlns: NS.sasl }));
  }

  #fail(condition: string): void {
    this.#send(element('failure', { xmlns: NS.sasl }, element(condition)));
    if (++this.#attempts >= MAX_ATTEMPTS) this.end('policy-violation');
  }

  #bind(stanza: XmlNode): void {
    const bind = bindOf(stanza);
    if (!bind) return this.end('not-authorized');
    this.#resource = bind.resource === '' ? `r-${this.id}` : bind.resource;
    this.#phase = 'bound';
    this.#service.bound(this);
    this.#send(iqResult(bind.id, this.#domain, undefined, element('bind', { xmlns: NS.bind }, element('jid', {}, this.jid))));
  }

  #route(stanza: XmlNode): void {
    const { name } = stanza;
    if (stanza.ns !== NS.client) return this.end('invalid-namespace');
    if (name === 'iq') {
      const answer = answerIq(stanza, {
        local: this.#local,
        domain: this.#domain,
        jid: this.jid,
        subscriptions: this.#service.subscriptions,
        mayListen: (local, node) => this.#service.mayListen(local, node),
      });
      if (answer) this.#send(answer);
    } else if (name === 'presence') {
      this.#presence(stanza);
    } else if (name !== 'message') {
      this.end('unsupported-stanza-type');
    } else if (stanza.attributes.get('type') !== 'error') {
      // Nobody here reads messages; silence would look like success.
      const from = stanza.attributes.get('to') ?? this.#domain;
      this.#send(stanzaError('message', stanza.attributes.get('id'), from, this.jid, 'service-unavailable'));
    }
  }

  #presence(stanza: XmlNode): void {
    const type = stanza.attributes.get('type');
    // Presence to somebody, and everything about subscriptions, changes nothing for the service.
    if (stanza.attributes.has('to') || (type !== undefined && type !== 'unavailable')) return;
    const priority = Number(textOf(stanza, 'priority') ?? '0');
    const was = this.#available;
    this.#available = type === undefined && priority >= 0;
    if (this.#available !== was) this.#service.availability(this);
    if (type === undefined) this.#send(element('presence', { xmlns: NS.client, from: this.jid, to: this.jid }));
    if (this.#available && !was) this.showWebApp(this.#service.webAppPresent);
  }

  #leave(): void {
    if (this.#phase === 'over') return;
    this.#phase = 'over';
    if (this.#available) {
      this.#available = false;
      this.#service.availability(this);
    }
    this.#service.ended(this);
  }

  #send(stanza: Markup): void {
    this.sendRaw(stanza.toString());
  }
}

const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[?::1\]?)$/i;

// Names of this machine are one: who reached it by one of them may say another.
function isSame(name: string, host: string): boolean {
  return name.toLowerCase() === host.toLowerCase() || (LOOPBACK.test(name) && LOOPBACK.test(host));
}
