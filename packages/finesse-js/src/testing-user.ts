import { type RestResponse } from './restservices/response.js';
import { TestDesk } from './testing-desk.js';

export const USER = (more = '<state>NOT_READY</state>', id = '1001'): string =>
  `<User><extension>61001</extension>${more}<roles><role>Agent</role></roles><uri>/finesse/api/User/${id}</uri></User>`;
export const lower = (xml: string): string => xml.replace('<User>', '<user>').replace('</User>', '</user>');
export const DIALOG = (id: string, state = 'ALERTING'): string =>
  `<Dialog><id>${id}</id><state>${state}</state><uri>/finesse/api/Dialog/${id}</uri></Dialog>`;
export const dialog = (id: string, state: string): string =>
  DIALOG(id, state).replace('<Dialog>', '<dialog>').replace('</Dialog>', '</dialog>');
export const ERROR =
  '<apiErrors><apiError><errorData>34</errorData><errorMessage>CF_BUSY</errorMessage><errorType>Call Operation Failure</errorType></apiError></apiErrors>';

/** A desk whose user is loaded, with all the user's handlers written down. */
export async function withUser(desk = new TestDesk().begin()) {
  desk.answer('GET', '/User/1001', USER());
  const told: string[] = [];
  const user = new desk.finesse.restservices.User({
    id: '1001',
    onLoad: (about) => told.push(`load ${about.getState()}`),
    onChange: (about) => told.push(`change ${about.getState()}`),
    onAdd: () => told.push('add'),
    onDelete: () => told.push('delete'),
    onError: (why) => told.push(`error ${(why as RestResponse | undefined)?.status}`),
  });
  await desk.settle();
  desk.take();
  return { desk, user, told, hub: desk.page.hub };
}
