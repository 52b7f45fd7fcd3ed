import type { DesktopModel } from '../desktop-model.js';
import { Desk } from './desk.js';
import { el } from './dom.js';

void start(document.querySelector<HTMLElement>('#desktop')!);

async function start(root: HTMLElement): Promise<void> {
  try {
    const desk = new Desk(root, await readModel());
    await desk.begin(new URLSearchParams(location.search));
  } catch (error) {
    root.replaceChildren(el('p', { class: 'waiting refused', role: 'alert' }, [`The desktop cannot be shown: ${String(error)}`]));
  }
}

// The layout's role comes from the address, or is the agent's there: who signs in by the form is not known before there is a page.
async function readModel(): Promise<DesktopModel> {
  const asked = new URLSearchParams(location.search);
  const query = new URLSearchParams([...asked].filter(([name]) => name === 'role' || name === 'agent'));
  const response = await fetch(`/desktop/box/desktop.json?${query}`);
  if (!response.ok) throw new Error(`desktop.json: HTTP ${response.status}`);
  return (await response.json()) as DesktopModel;
}
