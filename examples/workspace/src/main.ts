// A page like the Workspace: it frames widgets of another origin, carries the bus between them and the sandbox, and shows what crosses it.
import { BusHost } from './bus-host.js';
import { Journal, type Ignored } from './journal.js';
import { Line } from './line.js';
import { Monitor } from './monitor.js';
import { Others } from './others.js';
import { sandbox } from './sandbox-api.js';

type Channel = 'Cisco' | 'Amazon';

/** The widgets that are known by name; `?widgets=NAME,/PATH` chooses others, by name or by their path on the widgets' origin. */
const WIDGETS: Readonly<Record<string, { readonly title: string; readonly path: string }>> = {
  phone: { title: 'Phone', path: '/acqueon-layout/index.html' },
  contact: { title: 'Contact', path: '/acqueon-layout/contact.html' },
  'two-ports': { title: 'Phone of two platforms', path: '/two-ports/index.html' },
};
const WORLD_PASSWORD = 'cordboard';
/** The page itself on the bus. */
const OWN_NAME = 'workspace';

const asked = new URLSearchParams(location.search);
const channel: Channel = asked.get('channel')?.toLowerCase() === 'amazon' ? 'Amazon' : 'Cisco';
document.documentElement.dir = asked.get('dir') === 'rtl' ? 'rtl' : 'ltr';

const { origins, agents } = await sandbox.state();
// The same machine under the name that this page was opened by: a page's origin is its name.
const widgetOrigin = `http://${location.hostname}:${new URL(origins[1] ?? location.origin).port}`;

/** What the address asks for, and is not there. */
const mistakes: string[] = [];
const wantedAgent = asked.get('agent');
const agentId = agents.find(({ id }) => id === wantedAgent)?.id;
if (wantedAgent && !agentId) mistakes.push(`There is no agent ${wantedAgent}.`);

const journal = new Journal();
const monitor = new Monitor(byId('monitor'), journal);
const others = new Others(byId('others'), agentId ?? '1001001');

const host = new BusHost(widgetOrigin, {
  asked: (application, packet) => {
    record('asked', application, packet);
    line.send({ application, packet });
  },
  ignored: (why) => ignore(why),
});
const widgets = widgetsOf(asked.get('widgets')?.split(',') ?? ['phone', 'contact']);

const line = new Line(`ws://${location.host}/acqueon/bus${agentId ? `?agent=${encodeURIComponent(agentId)}` : ''}`, {
  opened: () => {
    say(mistakes.join(' '));
    if (agentId) signIn(agentId);
    // Anew after each loss: whoever was registered is so no more.
    for (const { path, frame } of widgets) frame.src = `${widgetOrigin}${path}?channel=${channel}&dir=${document.documentElement.dir}`;
  },
  lost: () => say('The sandbox does not answer. Widgets begin anew when it does.'),
  came: ({ application, packet }) => {
    if (application === OWN_NAME) return;
    record('said', application, packet);
    host.post(application, packet);
  },
});

for (const choice of document.querySelectorAll<HTMLAnchorElement>('a[data-channel]')) {
  const there = new URLSearchParams(asked);
  there.set('channel', choice.dataset['channel'] ?? '');
  choice.search = there.toString();
  if (choice.dataset['channel'] === channel) choice.setAttribute('aria-current', 'page');
}

function widgetsOf(names: readonly string[]): readonly { readonly path: string; readonly frame: HTMLIFrameElement }[] {
  const stage = byId('widgets');
  return names.flatMap((name) => {
    const known = Object.hasOwn(WIDGETS, name) ? WIDGETS[name] : undefined;
    const { title, path } = known ?? { title: name, path: name };
    // Not `//elsewhere/`, which would be another origin.
    if (!/^\/[^/\\]/.test(path)) {
      mistakes.push(`There is no widget ${name}: take ${Object.keys(WIDGETS).join(', ')}, or a path that begins with /.`);
      return [];
    }
    const section = document.createElement('section');
    const heading = document.createElement('h2');
    heading.textContent = title;
    const frame = document.createElement('iframe');
    frame.title = title;
    frame.dataset['widget'] = name;
    frame.referrerPolicy = 'no-referrer';
    section.append(heading, frame);
    stage.append(section);
    host.add(name, frame);
    return [{ path, frame }];
  });
}

function record(direction: 'asked' | 'said', application: string, packet: unknown): void {
  journal.add(direction, application, packet);
  monitor.changed();
  const signedIn = direction === 'asked' ? userIn(packet) : undefined;
  if (signedIn !== undefined) others.me = signedIn;
}

function ignore(why: Ignored): void {
  journal.ignore(why);
  monitor.changed();
}

// A convenience of the sandbox, as in its other pages: the agent signs in in the Workspace itself, and every widget finds them there.
function signIn(username: string): void {
  const say = (message: object): void => line.send({ application: OWN_NAME, packet: { channel, topic: '', subtopic: '', message } });
  say({ channel: 'PubSub', topic: 'Registration', subtopic: 'Register', source: OWN_NAME, data: { channels: [channel] } });
  // The one channel takes whoever has signed in to the browser, the other wants to know.
  const data = { username, password: WORLD_PASSWORD, extension: asked.get('extension') ?? username };
  const subtopic = channel === 'Amazon' ? { subtopic: 'Login' } : { subtopic: 'SetUserInfo', data };
  say({ channel, topic: 'Agent', source: OWN_NAME, ...subtopic });
}

function userIn(packet: unknown): string | undefined {
  const { message } = (packet ?? {}) as { message?: { subtopic?: unknown; data?: { username?: unknown } } };
  const username = message?.subtopic === 'SetUserInfo' ? message.data?.username : undefined;
  return typeof username === 'string' ? username : undefined;
}

function say(words: string): void {
  byId('said').textContent = words;
}

function byId(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (!found) throw new Error(`The page has no #${id}`);
  return found;
}
