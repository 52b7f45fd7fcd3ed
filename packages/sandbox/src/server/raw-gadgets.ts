// A sandbox with gadgets in a folder of its own, and another machine beside it, for tests. It is not shipped.
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startSandbox, type GadgetOptions, type RunningSandbox } from './index.js';

/** Features that every gadget of the product asks for. */
const FEATURES = '<Require feature="pubsub-2"/><Require feature="setprefs"/>';

/** Path of the gadget that there is. */
export const SPEC = '/3rdpartygadget/files/my%20desk/Desk.xml';

/** The file of a gadget. */
export function gadgetFile(title: string, content: string): string {
  return `<Module><ModulePrefs title="${title}">${FEATURES}</ModulePrefs><Content type="html"><![CDATA[${content}]]></Content></Module>`;
}

/** What a test has at hand. */
export interface GadgetStage {
  readonly running: RunningSandbox;
  /** Origin of the other machine, to which the proxy may go. */
  readonly elsewhere: string;
  readonly folder: string;
  /** Writes a file below the folder and returns its full name. */
  readonly write: (name: string, text: string) => string;
  /** Another sandbox, which is closed with this one. */
  readonly start: (gadgets: GadgetOptions) => Promise<RunningSandbox>;
  readonly close: () => Promise<void>;
}

/** Starts it, in virtual time. */
export async function gadgetStage(): Promise<GadgetStage> {
  const folder = mkdtempSync(path.join(tmpdir(), 'gadgets-'));
  const write = (name: string, text: string): string => {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
    return file;
  };
  write('outside.txt', 'outside');
  const desk = write(
    'my desk/Desk.xml',
    `<Module>
<ModulePrefs title="__MSG_title__">${FEATURES}
  <Require feature="loadingindicator"><Param name="manual-dismiss">true</Param></Require><Optional feature="collapsible"/>
  <Locale messages="messages/all.xml"/><Locale lang="de" messages="messages/de.xml"/><Locale lang="fr" messages="messages/absent.xml"/>
</ModulePrefs>
<UserPref name="host" default_value="nowhere"/>
<Content type="html" view="default,canvas"><![CDATA[
<!-- first --><!DOCTYPE html>
<html><body id="g__MODULE_ID__"><script src="Desk.js"></script><p>__MSG_title__ __MSG_hello__ __UP_host__ __UP_id__</p></body></html>]]></Content>
</Module>`,
  );
  write('my desk/Desk.js', 'var desk = 1');
  write('my desk/Desk.css', 'a { b: url(x.png) }');
  write('my desk/.secret', 'hidden');
  symlinkSync(path.join(folder, 'outside.txt'), path.join(folder, 'my desk', 'link.txt'));
  write('my desk/messages/all.xml', '<messagebundle><msg name="title">Desk</msg><msg name="hello">Hello</msg></messagebundle>');
  write('my desk/messages/de.xml', '<messagebundle><msg name="hello">Hallo</msg></messagebundle>');
  write('my desk/Broken.xml', '<Module>\n<ModulePrefs>\n</Module>');
  write('my desk/Page.jsp', 'x');
  // Another machine, as far as the sandbox can tell: only its origin is known to it.
  const server = createServer((request, reply) => {
    if (request.url === '/desk/Far.xml') reply.end(gadgetFile('Far', '<img src="x.png">'));
    else if (request.url?.startsWith('/desk/far.html') === true) reply.end(`<p>${request.url}</p>`);
    else if (request.url?.startsWith('/moved') === true || request.url === '/desk/Moved.xml')
      reply.writeHead(302, { Location: '/other' }).end('moved');
    else
      reply
        .setHeader('X-Path', request.url ?? '')
        .setHeader('X-Seen', `${request.method ?? ''} ${String(request.headers['x-key'])}`)
        .end('<html>from elsewhere</html>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const elsewhere = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const started: RunningSandbox[] = [];
  const start = async (gadgets: GadgetOptions): Promise<RunningSandbox> => {
    const sandbox = await startSandbox({ port: 0, clock: 'virtual', gadgets });
    started.push(sandbox);
    return sandbox;
  };
  const running = await start({ files: [desk], nodeHosts: ['finesseFQDN'], passes: [elsewhere] });
  const close = async (): Promise<void> => {
    await Promise.all(started.map((each) => each.close()));
    server.close();
    rmSync(folder, { recursive: true });
  };
  return { running, elsewhere, folder, write, start, close };
}
