import { expect } from '@open-wc/testing';
import { workflowAction } from './workflow.js';
import { at, xmlObject, type XmlObject } from './xml.js';

const variable = (name: string, value: string): string => `<CallVariable><name>${name}</name><value>${value}</value></CallVariable>`;
const DIALOG = at(
  xmlObject(
    `<Dialog><fromAddress>+1206</fromAddress><mediaProperties><callvariables>${variable('callVariable1', 'A&amp;B')}${variable('user.Case[0]', 'C-1')}</callvariables></mediaProperties></Dialog>`,
  ),
  'Dialog',
) as XmlObject;

describe('a workflow action', () => {
  it('fills variables of the call in, escaped for the address', () => {
    const action = workflowAction(
      {
        name: 'Pop',
        type: 'BROWSER_POP',
        handledBy: 'OTHER',
        path: 'https://x/?a=${callVariable1}&c=${user.Case[0]}&n=${fromAddress}&z=${none}',
      },
      DIALOG,
    );
    expect(action.params.find(({ name }) => name === 'path')?.expandedValue).to.equal('https://x/?a=A%26B&c=C-1&n=%2B1206&z=');
    expect(action.actionVariables.map(({ name, actualValue }) => `${name}=${actualValue}`)).to.deep.equal([
      'callVariable1=A&B',
      'user.Case[0]=C-1',
      'fromAddress=+1206',
      'none=',
    ]);
    expect([action.type, action.handledBy, action.params[0]?.name]).to.deep.equal(['BROWSER_POP', 'OTHER', 'windowName']);
  });

  it('has five variables at most, and a body for a request', () => {
    const path = Array.from({ length: 8 }, (_none, index) => `\${callVariable${index}}`).join('');
    const action = workflowAction(
      { name: 'Send', type: 'HTTP_REQUEST', handledBy: 'OTHER', path, body: '{"c":"${callVariable1}"}' },
      DIALOG,
    );
    expect(action.actionVariables.length).to.equal(5);
    expect(action.params.map(({ name }) => name)).to.deep.equal(['method', 'location', 'contentType', 'path', 'body']);
    expect(action.params.at(-1)?.expandedValue).to.equal('{"c":"A&B"}');
  });
});
