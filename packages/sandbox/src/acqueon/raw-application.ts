import assert from 'node:assert/strict';
import { Sandbox, type WorkspaceSettings } from '../sandbox.js';

/** What an application heard, without the packet around it. */
export interface Said {
  readonly channel: string;
  readonly topic: string;
  readonly subtopic: string;
  readonly message?: unknown;
  readonly data?: unknown;
}

/** A leg or a campaign's call as it was told of: its id, where it stands, what it is, and which buttons can be pressed. */
export interface Standing {
  readonly id: string;
  readonly event: string;
  readonly type: string;
  readonly buttons: readonly string[];
}

export const MAYA = '1001001';
export const KENJI = '1001002';
export const DANA = '+12065550142';
export const OSEI = '+12065550143';

/** A contact centre in virtual time, with pages of the Workspace open in it. */
export class Floor {
  readonly sandbox: Sandbox = new Sandbox();

  advance(ms = 2_000): void {
    (this.sandbox.engine.clock as unknown as { advance(ms: number): void }).advance(ms);
  }

  /** A page whose application has registered for these channels. */
  page(settings: WorkspaceSettings = {}, channels: readonly string[] = ['Amazon', 'LCM', 'Salesforce', 'UI']): RawApplication {
    return new RawApplication(this, settings, channels);
  }

  /** A page with its agent logged in, and ready; the tethered line is up. */
  ready(settings: WorkspaceSettings = {}): RawApplication {
    const page = this.page(settings);
    page.ask('Amazon', 'Agent', 'Login');
    page.ask('Amazon', 'Agent', 'SetReady');
    return page;
  }

  /** Somebody calls the queue; the call's id. */
  call(from: string = DANA, variables: Readonly<Record<string, string>> = {}): string {
    return this.#made({ type: 'place-call', from, queue: '5120', variables });
  }

  /** A campaign offers somebody to an agent; the offer's id. */
  offer(campaign = '31', target = MAYA, customer: string = DANA): string {
    return this.#made({ type: 'offer-contact', campaign, customer, target });
  }

  /** A phone acts by itself, as the control API has it. */
  act(callId: string, address: string, action: 'answer' | 'drop' | 'hold' | 'retrieve'): void {
    const result = this.sandbox.engine.execute({ type: 'call-action', callId, address, action });
    assert.ok(result.ok, JSON.stringify(result));
    this.advance();
  }

  stateOf(agentId: string): string | undefined {
    return this.sandbox.engine.agent(agentId)?.state;
  }

  #made(command: Parameters<Sandbox['engine']['execute']>[0]): string {
    const result = this.sandbox.engine.execute(command);
    assert.ok(result.ok, JSON.stringify(result));
    this.advance();
    return result.callId ?? '';
  }
}

/** An application on the bus that says and hears what it likes. */
export class RawApplication {
  readonly heard: unknown[] = [];
  readonly #floor: Floor;
  readonly #receive: (wire: unknown) => void;

  constructor(floor: Floor, settings: WorkspaceSettings, channels: readonly string[]) {
    this.#floor = floor;
    const application = floor.sandbox.openWorkspace(settings).connect((packet) => this.heard.push(packet));
    this.#receive = (wire) => application.receive(wire);
    const data = { channels };
    this.say({ channel: 'PubSub', message: { channel: 'PubSub', topic: 'Registration', subtopic: 'Register', source: 'raw', data } });
    this.heard.splice(0);
  }

  /** Sends something, whatever it is, and answers with what is heard within two seconds. */
  say(wire: unknown): readonly Said[] {
    this.heard.splice(0);
    this.#receive(wire);
    this.#floor.advance();
    return this.news();
  }

  /** A request. */
  ask(channel: string, topic: string, subtopic: string, data?: unknown): readonly Said[] {
    return this.say({ channel, topic, subtopic, source: 'raw', ...(data === undefined ? {} : { data }) });
  }

  /** The answer to a request of the list manager. */
  lcm(subtopic: string, data: object): Said {
    const [answer, ...more] = this.ask('LCM', 'WebService', subtopic, data).filter(({ channel }) => channel === 'LCM');
    assert.ok(answer && more.length === 0, `${subtopic}: ${more.length} answers more`);
    return answer;
  }

  /** What was heard since it was looked at last. */
  news(): readonly Said[] {
    return this.heard.splice(0).flatMap((packet) => {
      const { message } = packet as { readonly message?: Said };
      return message?.topic === undefined ? [] : [message];
    });
  }
}

/** What was said under a name, in order. */
export function named(all: readonly Said[], name: string): readonly Said[] {
  return all.filter(({ topic, subtopic }) => `${topic}/${subtopic}` === name);
}

/** The calls that were told of, each as it stands. */
export function standings(all: readonly Said[]): readonly Standing[] {
  return all.flatMap(({ subtopic, message }) => {
    if (!/CallStateChange$/i.test(subtopic)) return [];
    const { call } = message as { readonly call: RawCall };
    const buttons = Object.entries(call.ButtonStates.items).flatMap(([name, state]) => (state === 'Enable' ? [name] : []));
    return [{ id: call.id, event: call.event, type: call.CallType, buttons }];
  });
}

interface RawCall {
  readonly id: string;
  readonly event: string;
  readonly CallType: string;
  readonly ButtonStates: { readonly items: Readonly<Record<string, string>> };
}

/** The types of the errors that were told of. */
export function errors(all: readonly Said[]): readonly string[] {
  return named(all, 'Error/ApiError').map(({ data }) => (data as { readonly errorType: string }).errorType);
}
