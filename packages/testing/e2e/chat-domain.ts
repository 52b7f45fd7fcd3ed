import type { Stage } from './browser.js';
import { GadgetDesk } from './gadget-desk.js';

/** One page in which the tests play the media domain's side, which the sandbox does not have: its answers at the proxy, its news on the hub. */
export interface ChatDomain {
  readonly desk: GadgetDesk;
  /** Bodies of what gadgets asked of the domain, oldest first. */
  readonly bodies: readonly string[];
  /** The domain's state for the agent changes. */
  media(state: string): Promise<void>;
  /** A task is offered, changes, or goes. */
  task(event: 'POST' | 'PUT' | 'DELETE', id: string, mrd: string, state: string): Promise<void>;
}

const PREFIX = "throw 1; < don't be evil' >";

/** Opens the desktop of an agent who has a chat domain, 5001. */
export async function chatDomain(on: Stage, agent: string): Promise<ChatDomain> {
  const bodies: string[] = [];
  let state = 'LOGOUT';
  const user = `/finesse/api/User/${agent}`;
  const mediaXml = (): string =>
    `<Media><uri>${user}/Media/5001</uri><id>5001</id><name>Chat</name><state>${state}</state><routable>true</routable></Media>`;
  const answer = (method: string, path: string, body: string): { rc: number; body: string } | undefined => {
    if (!/\/Media|\/Dialog\/\d+_/.test(path)) return undefined;
    if (method !== 'GET') {
      bodies.push(body);
      return { rc: 202, body: '' };
    }
    if (path.endsWith('/Dialogs/Media')) return { rc: 200, body: '<Dialogs/>' };
    return { rc: 200, body: path.endsWith('/Media') ? `<MediaList>${mediaXml()}</MediaList>` : mediaXml() };
  };
  const desk = await GadgetDesk.open(on, agent, async (page) => {
    await page.setRequestInterception(true);
    page.on('request', (request) => {
      const { pathname, searchParams } = new URL(request.url());
      const form = request.method() === 'POST' ? new URLSearchParams(request.postData() ?? '') : searchParams;
      const url = form.get('url');
      const given =
        pathname === '/gadgets/makeRequest' && url !== null
          ? answer(form.get('httpMethod') ?? 'GET', new URL(url).pathname, form.get('postData') ?? '')
          : undefined;
      if (given && url !== null)
        void request.respond({ contentType: 'text/plain', body: `${PREFIX}${JSON.stringify({ [url]: { ...given, headers: {} } })}` });
      else void request.continue();
    });
  });
  return {
    desk,
    bodies,
    async media(now) {
      state = now;
      const source = `${user}/Media/5001`;
      const media = { uri: source, id: '5001', name: 'Chat', state, routable: 'true' };
      const object = { Update: { data: { media }, event: 'PUT', requestId: null, source } };
      await desk.publish(`finesse.api.User.${agent}.Media.5001`, { content: '', object });
    },
    async task(event, id, mrd, taskState) {
      const uri = `/finesse/api/Dialog/${id}`;
      const CallVariable = [
        { name: 'callVariable1', value: 'chat' },
        { name: 'callVariable2', value: null },
      ];
      const mediaProperties = { mediaId: mrd, callvariables: { CallVariable } };
      const dialog = { uri, id, mediaType: 'Chat', state: taskState, mediaProperties, participants: { Participant: [] } };
      const source = event === 'PUT' ? uri : `${user}/Media/${mrd}/Dialogs`;
      const data = event === 'PUT' ? { dialog } : { dialogs: { Dialog: dialog } };
      await desk.publish(`finesse.api.User.${agent}.Dialogs.Media`, {
        content: '',
        object: { Update: { data, event, requestId: null, source } },
      });
    },
  };
}
