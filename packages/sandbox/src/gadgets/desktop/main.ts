import type { DesktopModel } from '../desktop-model.js';
import { Desk } from './desk.js';
import { el } from './dom.js';

void start(document.querySelector<HTMLElement>('#desktop')!);

async function start(root: HTMLElement): Promise<void> {
  try {
    const asked = new URLSearchParams(location.search);
    const desk = new Desk(root, await readModel(asked.get('agent') ?? undefined), readModel);
    await desk.begin(asked);
  } catch (error) {
    root.replaceChildren(el('p', { class: 'waiting refused', role: 'alert' }, [`The desktop cannot be shown: ${String(error)}`]));
  }
}

// The agent decides whose layout it is, unless the address asks for a role.
async function readModel(agent?: string): Promise<DesktopModel> {
  const role = new URLSearchParams(location.search).get('role');
  const [lang = 'en', country = 'US'] = navigator.language.split('-');
  const query = new URLSearchParams({ lang, country, ...(role === null ? {} : { role }), ...(agent === undefined ? {} : { agent }) });
  const response = await fetch(`/desktop/box/desktop.json?${query}`);
  if (!response.ok) throw new Error(`desktop.json: HTTP ${response.status}`);
  return (await response.json()) as DesktopModel;
}
