import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { readMoreObjects } from './lists.js';
import { resourceOf, readUpdate, type Update } from './update.js';

function update(data: string, rest: Partial<Record<'event' | 'requestId' | 'source', string>> = {}): string {
  const { event = 'PUT', requestId = '', source = '/finesse/api/User/40017' } = rest;
  return `<Update><data>${data}</data><event>${event}</event><requestId>${requestId}</requestId><source>${source}</source></Update>`;
}

function read(payload: string): Update {
  const result = readUpdate(payload, readMoreObjects);
  if (result.kind !== 'update') throw new Error(result.what);
  return result;
}

describe('readUpdate', () => {
  it('reads event, request and source', () => {
    expect(read(update('<user><loginId>40017</loginId></user>', { requestId: ' a1\n' }))).to.deep.equal({
      kind: 'update',
      event: 'PUT',
      requestId: 'a1',
      source: '/finesse/api/User/40017',
      data: { kind: 'user', user: { loginId: '40017' } },
    });
  });

  it('reads children in any order, events in any case, and blanks inside empty elements', () => {
    const payload = `<Update>\n <event> put </event><source>/finesse/api/Dialog/1</source><requestId>\n  </requestId><data><dialog><id>1</id></dialog></data><new/></Update>`;
    expect(read(payload)).to.deep.include({ event: 'PUT', source: '/finesse/api/Dialog/1' }).and.not.have.property('requestId');
  });

  const objects: readonly (readonly [string, string])[] = [
    ['<user/>', 'user'],
    ['<User/>', 'user'],
    ['<dialog/>', 'dialog'],
    ['<Dialog/>', 'dialog'],
    ['<dialogs><Dialog/></dialogs>', 'dialogs'],
    ['<Dialogs><dialog/></Dialogs>', 'dialogs'],
    ['<systemInfo/>', 'system-info'],
    ['<team/>', 'team'],
    ['<Queue><uri>/finesse/api/Queue/1</uri></Queue>', 'queue'],
    ['<queue><uri>/finesse/api/Queue/1</uri></queue>', 'queue'],
    ['<Queue/>', 'unknown'],
    ['<Queues/>', 'queues'],
    ['<apiErrors/>', 'errors'],
    ['<ApiErrors/>', 'errors'],
    ['<media/>', 'unknown'],
    ['', 'none'],
    [' \n ', 'none'],
    ['<new/><user/>', 'user'],
  ];
  for (const [xml, kind] of objects) {
    it(`takes ${xml || 'nothing'} for ${kind} (P9)`, () => {
      expect(read(update(xml)).data.kind).to.equal(kind);
    });
  }

  it('reads each form of a dialog to the same model (P9)', () => {
    const inner = '<id>7</id><state>ACTIVE</state><participants><Participant><mediaAddress>1</mediaAddress></Participant></participants>';
    const one = read(update(`<dialog>${inner}</dialog>`)).data;
    const other = read(update(`<Dialog>${inner}</Dialog>`)).data;
    const list = read(update(`<dialogs><Dialog>${inner}</Dialog></dialogs>`, { event: 'POST' })).data;
    expect(one).to.deep.equal(other);
    expect(one.kind === 'dialog' && list.kind === 'dialogs' && list.dialogs).to.deep.equal(one.kind === 'dialog' && [one.dialog]);
  });

  it('reads the deletion of a user, which carries no data', () => {
    expect(readUpdate('<Update><event>DELETE</event><requestId/><source>/finesse/api/User/40017</source></Update>')).to.deep.equal({
      kind: 'update',
      event: 'DELETE',
      source: '/finesse/api/User/40017',
      data: { kind: 'none' },
    });
  });

  it('reads refusals', () => {
    const data =
      '<apiErrors><apiError><errorData>34</errorData><errorMessage>CF_RESOURCE_OUT_OF_SERVICE</errorMessage><errorType>Call Operation Failure</errorType></apiError></apiErrors>';
    expect(read(update(data, { event: 'put', requestId: 'a7' }))).to.deep.include({
      requestId: 'a7',
      data: {
        kind: 'errors',
        errors: [{ errorData: '34', errorMessage: 'CF_RESOURCE_OUT_OF_SERVICE', errorType: 'Call Operation Failure' }],
      },
    });
  });

  const unreadable: readonly (readonly [string, string])[] = [
    ['nothing', ''],
    ['JSON (P14)', '{"Update":{"event":"PUT"}}'],
    ['another document', '<Other/>'],
    ['no event (P2)', '<Update><data><user/></data><source>/s</source></Update>'],
    ['an unknown event', update('<user/>', { event: 'PATCH' })],
    ['no source (P2)', '<Update><data><user/></data><event>PUT</event></Update>'],
    ['an empty source', update('<user/>', { source: ' ' })],
    ['what is cut off (P1)', update('<user/>').slice(0, -3)],
    ['what does not match (P1)', update('<user></users>')],
    ['a document type (X1)', '<!DOCTYPE Update [<!ENTITY a "b">]>' + update('<user/>')],
    ['what is too deep (P11)', update('<a>'.repeat(20_000))],
    ['what is too large (P10)', update(`<user><firstName>${'x'.repeat(5_000_000)}</firstName></user>`)],
    ['half a character (P14)', update('<user><firstName>\ud83d</firstName></user>')],
  ];
  for (const [title, payload] of unreadable) {
    it(`cannot read ${title}, and says nothing of its content`, () => {
      const result = readUpdate(payload);
      expect(result.kind).to.equal('unreadable');
      expect(result.kind === 'unreadable' && result.what).to.match(/^[a-z ]+(?:: [a-z-]+)?$/i);
    });
  }

  it('refuses ten thousand variables over the limit without blocking (P10)', () => {
    const payload = update(
      `<dialog>${'<CallVariable><name>callVariable1</name><value>0123456789012345678901234567890123456789</value></CallVariable>'.repeat(12_000)}</dialog>`,
    );
    const before = performance.now();
    expect(readUpdate(payload).kind).to.equal('unreadable');
    expect(performance.now() - before).to.be.below(50);
  });

  it('never throws, and never touches what all objects share (X9)', () => {
    const frozen = Object.keys(Object.prototype).length;
    const names = fc.constantFrom(
      '__proto__',
      'constructor',
      'prototype',
      'user',
      'dialog',
      'Queue',
      'statistics',
      'id',
      'uri',
      'roles',
      'participants',
      'toString',
    );
    const { node } = fc.letrec<{ node: string }>((tie) => ({
      node: fc
        .tuple(
          names,
          fc.oneof(
            { maxDepth: 4 },
            fc.constantFrom('', '1', '/finesse/api/Queue/1', '__proto__'),
            fc.array(tie('node'), { maxLength: 4 }).map((all) => all.join('')),
          ),
        )
        .map(([name, inside]) => `<${name}>${inside}</${name}>`),
    }));
    fc.assert(
      fc.property(node, (xml) => {
        expect(readUpdate(update(xml)).kind).to.equal('update');
        expect(Object.keys(Object.prototype)).to.have.length(frozen);
        expect(({} as Record<string, unknown>)['1']).to.equal(undefined);
      }),
    );
  });
});

describe('resourceOf', () => {
  it('takes a path apart', () => {
    expect(resourceOf('/finesse/api/User/40017')).to.deep.equal({ kind: 'User', id: '40017', sub: '' });
    expect(resourceOf('/finesse/api/User/0042/Media/5001/Dialogs')).to.deep.equal({ kind: 'User', id: '0042', sub: 'Media/5001/Dialogs' });
    expect(resourceOf('/finesse/api/SystemInfo')).to.deep.equal({ kind: 'SystemInfo', id: '', sub: '' });
    for (const uri of ['', '/', '/finesse/api/', 'finesse/api/User/1', 'https://fin-a.lab.example/finesse/api/User/1'])
      expect(resourceOf(uri)).to.equal(undefined);
  });
});
