import { expect } from '@open-wc/testing';
import { createFinesse } from './create-finesse.js';
import { install, type Globals } from './install.js';
import { type FrameWindow } from './frame-window.js';
import { agentPage } from './testing-desk.js';

describe('createFinesse', () => {
  it('keeps the libraries of two frames apart', () => {
    const one = createFinesse(agentPage().frame);
    one.modules['Mine'] = {};
    expect(createFinesse(agentPage().frame).modules).to.deep.equal({});
  });

  it('tells a gadget what the page told the frame, the credential included', () => {
    const { gadget, container } = createFinesse(agentPage().frame);
    expect(gadget.Config).to.include({
      id: '1001',
      host: 'fin-a.lab.example',
      restHost: 'localhost',
      localhostPort: '8082',
      locale: 'en_US',
    });
    expect(gadget.Config).to.include({ authorization: btoa('1001:secret'), clientDriftInMillis: 1500, teamName: 'Billing &amp; East' });
    expect(container.Config).to.deep.equal(gadget.Config);
  });

  it('does without preferences, storage and hub until they are needed', () => {
    const page = agentPage();
    const finesse = createFinesse({ ...page.frame, gadgets: undefined, sessionStorage: undefined } as unknown as FrameWindow);
    expect(finesse.gadget.Config).to.deep.equal({});
    expect(() => finesse.clientservices.ClientServices.init({ host: 'h', restHost: 'l', authorization: 'x' })).to.throw(Error, 'hub');
  });
});

describe('loading the script', () => {
  function load(globals: Globals = {}) {
    const page = agentPage();
    const window: FrameWindow & Globals = Object.assign(page.frame, globals);
    return { page, window, finesse: install(window) };
  }

  it('leaves the globals, and puts the credential into the preferences', () => {
    const { page, window, finesse } = load();
    expect(Object.is(window.finesse, finesse)).to.be.true;
    expect(window.namespace).to.exist;
    expect(page.prefs.get('authorization')).to.equal(btoa('1001:secret'));
  });

  it('keeps what a gadget has begun', () => {
    const modules = { Mine: { init: () => undefined } };
    const { finesse } = load({ finesse: { modules } });
    expect(finesse.modules['Mine'] === modules.Mine).to.be.true;
    expect(finesse.restservices.User).to.be.a('function');
  });

  it('has the credential in the configuration though the page refuses preferences', () => {
    const page = agentPage();
    const lines: string[] = [];
    page.frame.console.log = (line: string) => lines.push(line);
    page.frame.gadgets!.Prefs = class {
      getString = (name: string): string => (name === 'id' ? '1001' : '');
      set(): void {
        throw new Error('Permission denied');
      }
    };
    expect(install(page.frame).gadget.Config.authorization).to.equal(btoa('1001:secret'));
    expect(lines.join()).to.include('setprefs');
    expect(lines.join()).to.not.include(btoa('1001:secret'));
  });

  it('sends requests as nobody where nobody is signed in', () => {
    const page = agentPage();
    page.session.clear();
    const { gadget, clientservices } = install(page.frame);
    clientservices.ClientServices.init(gadget.Config).makeRequest('/x', () => undefined);
    expect(page.io.requests[0]?.url).to.equal('http://localhost:8082/x');
    expect(gadget.Config.authorization).to.equal(btoa('undefined:undefined'));
  });

  it('defines a module for a loader, and the global too', () => {
    let made: unknown;
    const define = Object.assign((_id: string, _needs: readonly string[], make: () => unknown) => (made = make()), { amd: {} });
    const { window, finesse } = load({ define });
    expect(made === finesse && window.finesse === finesse).to.be.true;
  });
});
