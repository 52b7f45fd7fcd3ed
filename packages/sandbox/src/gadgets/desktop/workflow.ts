import { listAt, textAt, type XmlObject } from './xml.js';

/** An action of the workflow engine as gadgets hear of it. */
export interface WorkflowAction {
  readonly uri: string;
  readonly name: string;
  readonly type: 'BROWSER_POP' | 'HTTP_REQUEST';
  readonly handledBy: 'FINESSE' | 'OTHER';
  readonly params: readonly { readonly name: string; readonly value: string; readonly expandedValue: string }[];
  readonly actionVariables: readonly {
    readonly name: string;
    readonly node: string;
    readonly type: 'SYSTEM' | 'CUSTOM';
    readonly testValue: string;
    readonly actualValue: string;
  }[];
}

/** What an action is made from. */
export interface WorkflowWish {
  readonly name: string;
  readonly type: WorkflowAction['type'];
  readonly handledBy: WorkflowAction['handledBy'];
  readonly path: string;
  readonly body?: string;
}

/** As many variables as an action may have. */
const MAX_VARIABLES = 5;

/** Makes the action. `${name}` in path and body becomes that variable of the call; without a call, or without that variable, nothing. */
export function workflowAction({ name, type, handledBy, path, body = '' }: WorkflowWish, dialog?: XmlObject): WorkflowAction {
  const names = [...new Set([...`${path} ${body}`.matchAll(/\$\{([\w.[\]]+)\}/g)].map(([, variable]) => variable!))].slice(
    0,
    MAX_VARIABLES,
  );
  const values = new Map(names.map((variable) => [variable, valueOf(dialog, variable)]));
  const expanded = (text: string, encode: (value: string) => string): string =>
    text.replace(/\$\{([\w.[\]]+)\}/g, (_all, variable: string) => encode(values.get(variable) ?? ''));
  const param = (key: string, value: string, expandedValue = value) => ({ name: key, value, expandedValue });
  return {
    uri: '/finesse/api/WorkflowAction/1',
    name,
    type,
    handledBy,
    params:
      type === 'BROWSER_POP'
        ? [param('windowName', '_blank'), param('path', path, expanded(path, encodeURIComponent))]
        : [
            param('method', 'POST'),
            param('location', 'OTHER'),
            param('contentType', 'application/json'),
            param('path', path, expanded(path, encodeURIComponent)),
            param('body', body, expanded(body, String)),
          ],
    actionVariables: names.map((variable) => ({
      name: variable,
      node: `//Dialog/mediaProperties/callvariables/CallVariable/name[.="${variable}"]/../value`,
      type: 'SYSTEM',
      testValue: '',
      actualValue: values.get(variable) ?? '',
    })),
  };
}

function valueOf(dialog: XmlObject | undefined, name: string): string {
  const variable = listAt(dialog, 'mediaProperties', 'callvariables', 'CallVariable').find((each) => textAt(each, 'name') === name);
  return variable === undefined ? textAt(dialog, name) || textAt(dialog, 'mediaProperties', name) : textAt(variable, 'value');
}
