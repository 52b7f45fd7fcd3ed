import { button, el } from './dom.js';
import { workflowAction, type WorkflowAction } from './workflow.js';

/** Makes the form that fires a workflow action by hand. */
export function workflowForm(fire: (action: WorkflowAction) => void): HTMLElement {
  const id = (name: string): string => `workflow-${name}`;
  const choice = (name: string, label: string, options: readonly string[]): [HTMLElement, HTMLSelectElement] => {
    const select = el(
      'select',
      { id: id(name) },
      options.map((option) => el('option', {}, [option])),
    );
    return [el('div', { class: 'field' }, [el('label', { for: id(name) }, [label]), select]), select];
  };
  const field = (name: string, label: string, value: string): [HTMLElement, HTMLInputElement] => {
    const input = el('input', { id: id(name), value, spellcheck: 'false' });
    return [el('div', { class: 'field' }, [el('label', { for: id(name) }, [label]), input]), input];
  };
  const [typeRow, type] = choice('type', 'Type', ['BROWSER_POP', 'HTTP_REQUEST']);
  const [handledRow, handledBy] = choice('handled', 'Handled by', ['OTHER', 'FINESSE']);
  const [nameRow, name] = field('name', 'Name', 'Pop the customer');
  const [pathRow, path] = field('path', 'Path', 'https://crm.example/?from=${callVariable1}');
  const [bodyRow, body] = field('body', 'Body (requests)', '');
  return el('details', { class: 'more' }, [
    el('summary', {}, ['Workflow']),
    el('div', { class: 'fields' }, [
      typeRow,
      handledRow,
      nameRow,
      pathRow,
      bodyRow,
      button('Fire', () =>
        fire(
          workflowAction({
            name: name.value,
            type: type.value === 'HTTP_REQUEST' ? 'HTTP_REQUEST' : 'BROWSER_POP',
            handledBy: handledBy.value === 'FINESSE' ? 'FINESSE' : 'OTHER',
            path: path.value,
            body: body.value,
          }),
        ),
      ),
    ]),
  ]);
}
