import { memberOf, objectsAt, textAt, type XmlObject, type XmlValue } from '../xml/values.js';
import { AdminObject } from './admin-object.js';
import { RestCollectionBase } from './rest-collection-base.js';

/** What a workflow does: opens a page, or sends a request. */
export class WorkflowAction extends AdminObject {
  override getRestClass(): string {
    return 'WorkflowAction';
  }

  getName(): string {
    return this.text('name');
  }

  /** `BROWSER_POP` or `HTTP_REQUEST`. */
  getType(): string {
    return this.text('type');
  }

  /** `FINESSE_DESKTOP` or `OTHER`. */
  getHandledBy(): string {
    return this.text('handledBy');
  }

  getParams(): XmlObject[] {
    return objectsAt(this.getData(), 'params', 'Param');
  }

  /** The parameter of this name; undefined for none. */
  getParamByName(name: string): XmlObject | undefined {
    return this.getParams().find((param) => textAt(param, 'name') === name);
  }

  getActionVariables(): XmlObject[] {
    return objectsAt(this.getData(), 'actionVariables', 'ActionVariable');
  }
}

/** What workflows may do. */
export class WorkflowActions extends RestCollectionBase<WorkflowAction> {
  override getRestClass(): string {
    return 'WorkflowActions';
  }

  override getRestItemType(): string {
    return 'WorkflowAction';
  }

  protected override createItem(options: { readonly id: string; readonly data: XmlObject }): WorkflowAction {
    return new this.kit.rest.WorkflowAction(options);
  }
}

/** What is done when something happens to a call, and under what conditions. */
export class Workflow extends AdminObject {
  override getRestClass(): string {
    return 'Workflow';
  }

  getName(): string {
    return this.text('name');
  }

  getDescription(): string {
    return this.text('description');
  }

  /** The media routing domain that it is for; empty for voice. */
  getMedia(): string {
    return this.text('media');
  }

  /** What sets it off. */
  getTriggerSet(): XmlValue | undefined {
    return memberOf(this.getData(), 'TriggerSet');
  }

  /** Under what conditions. */
  getConditionSet(): XmlValue | undefined {
    return memberOf(this.getData(), 'ConditionSet');
  }

  /** What it does, as data. */
  getWorkflowActions(): XmlObject[] {
    return objectsAt(this.getData(), 'workflowActions', 'WorkflowAction');
  }
}

/** The workflows of an agent. */
export class Workflows extends RestCollectionBase<Workflow> {
  override getRestClass(): string {
    return 'Workflows';
  }

  override getRestItemType(): string {
    return 'Workflow';
  }

  protected override createItem(options: { readonly id: string; readonly data: XmlObject }): Workflow {
    return new this.kit.rest.Workflow(options);
  }
}

/** The workflows of a team. */
export class TeamWorkflows extends Workflows {}
