import { ClientLog } from './client-log.js';
import { Dialog, Dialogs } from './dialogs.js';
import { LayoutConfig, TeamLayoutConfig } from './layout-config.js';
import { Media } from './media.js';
import { MediaDialog, MediaDialogs } from './media-dialogs.js';
import { MediaList } from './media-list.js';
import { type Choices, DialogLogoutActions, InterruptActions } from './media-options.js';
import { MediaPropertiesLayout, MediaPropertiesLayouts } from './media-properties-layout.js';
import { Contact, Contacts, PhoneBook, PhoneBooks, TeamPhoneBooks } from './phone-books.js';
import { Queue, Queues } from './queues.js';
import { ReasonCode, ReasonCodes, TeamNotReadyReasonCodes, TeamSignOutReasonCodes } from './reason-codes.js';
import { RestBase, type RestHandlers, type RestOptions } from './rest-base.js';
import { type CollectionHandlers, type CollectionOptions, RestCollectionBase } from './rest-collection-base.js';
import { SystemInfo } from './system-info.js';
import { Team, Teams, Users } from './teams.js';
import { User } from './user.js';
import { TeamWorkflows, Workflow, WorkflowAction, WorkflowActions, Workflows } from './workflows.js';
import { TeamWrapUpReasons, WrapUpReason, WrapUpReasons } from './wrap-up-reasons.js';

type AnyClass = abstract new (...args: never[]) => RestBase;
type OptionsOf<T> = T extends RestCollectionBase<infer M> ? CollectionOptions<T, M> : RestOptions<T>;
type HandlersOf<T> = T extends RestCollectionBase<infer M> ? CollectionHandlers<T, M> : RestHandlers<T>;

/** A class as gadgets have it: made of options, or of an id, handlers and a parent. What else it has are its constants. */
export type RestClass<C extends AnyClass> = Omit<C, 'prototype'> & {
  new (options: OptionsOf<InstanceType<C>>): InstanceType<C>;
  new (id: string, handlers?: HandlersOf<InstanceType<C>>, parent?: RestBase): InstanceType<C>;
  readonly prototype: InstanceType<C>;
};

/** `finesse.restservices`: the classes of one frame, each `new`ed by gadgets or got from another object. */
export interface RestServices {
  readonly ClientLog: RestClass<typeof ClientLog>;
  readonly Contact: RestClass<typeof Contact>;
  readonly Contacts: RestClass<typeof Contacts>;
  readonly Dialog: RestClass<typeof Dialog>;
  readonly Dialogs: RestClass<typeof Dialogs>;
  readonly LayoutConfig: RestClass<typeof LayoutConfig>;
  readonly Media: RestClass<typeof Media>;
  readonly MediaDialog: RestClass<typeof MediaDialog>;
  readonly MediaDialogs: RestClass<typeof MediaDialogs>;
  readonly MediaList: RestClass<typeof MediaList>;
  readonly MediaPropertiesLayout: RestClass<typeof MediaPropertiesLayout>;
  readonly MediaPropertiesLayouts: RestClass<typeof MediaPropertiesLayouts>;
  readonly PhoneBook: RestClass<typeof PhoneBook>;
  readonly PhoneBooks: RestClass<typeof PhoneBooks>;
  readonly Queue: RestClass<typeof Queue>;
  readonly Queues: RestClass<typeof Queues>;
  readonly ReasonCode: RestClass<typeof ReasonCode>;
  readonly ReasonCodes: RestClass<typeof ReasonCodes>;
  readonly SystemInfo: RestClass<typeof SystemInfo>;
  readonly Team: RestClass<typeof Team>;
  readonly TeamLayoutConfig: RestClass<typeof TeamLayoutConfig>;
  readonly TeamNotReadyReasonCodes: RestClass<typeof TeamNotReadyReasonCodes>;
  readonly TeamPhoneBooks: RestClass<typeof TeamPhoneBooks>;
  readonly TeamSignOutReasonCodes: RestClass<typeof TeamSignOutReasonCodes>;
  readonly TeamWorkflows: RestClass<typeof TeamWorkflows>;
  readonly TeamWrapUpReasons: RestClass<typeof TeamWrapUpReasons>;
  readonly Teams: RestClass<typeof Teams>;
  readonly User: RestClass<typeof User>;
  readonly Users: RestClass<typeof Users>;
  readonly Workflow: RestClass<typeof Workflow>;
  readonly WorkflowAction: RestClass<typeof WorkflowAction>;
  readonly WorkflowActions: RestClass<typeof WorkflowActions>;
  readonly Workflows: RestClass<typeof Workflows>;
  readonly WrapUpReason: RestClass<typeof WrapUpReason>;
  readonly WrapUpReasons: RestClass<typeof WrapUpReasons>;
  readonly RestBase: typeof RestBase;
  readonly RestCollectionBase: typeof RestCollectionBase;
  readonly InterruptActions: Choices<'ACCEPT' | 'IGNORE'>;
  readonly DialogLogoutActions: Choices<'CLOSE' | 'TRANSFER'>;
}

const CLASSES = {
  ClientLog,
  Contact,
  Contacts,
  Dialog,
  Dialogs,
  LayoutConfig,
  Media,
  MediaDialog,
  MediaDialogs,
  MediaList,
  MediaPropertiesLayout,
  MediaPropertiesLayouts,
  PhoneBook,
  PhoneBooks,
  Queue,
  Queues,
  ReasonCode,
  ReasonCodes,
  SystemInfo,
  Team,
  TeamLayoutConfig,
  TeamNotReadyReasonCodes,
  TeamPhoneBooks,
  TeamSignOutReasonCodes,
  TeamWorkflows,
  TeamWrapUpReasons,
  Teams,
  User,
  Users,
  Workflow,
  WorkflowAction,
  WorkflowActions,
  Workflows,
  WrapUpReason,
  WrapUpReasons,
} satisfies Partial<Record<keyof RestServices, AnyClass>>;

/** Makes the classes of one frame: the library's own, with the frame's `kit`, and begun when they are made. */
export function createRestServices(kit: object): RestServices {
  const own = Object.entries(CLASSES).map(([name, base]) => [name, begunWith(kit, base as unknown as Concrete)]);
  return { ...Object.fromEntries(own), RestBase, RestCollectionBase, InterruptActions, DialogLogoutActions } as RestServices;
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- TypeScript wants a mixin's constructor so.
type Concrete = new (...args: any[]) => Pick<RestBase, 'start'>;

function begunWith(kit: object, base: Concrete): Concrete {
  const begun = class extends base {
    // eslint-disable-next-line @typescript-eslint/no-explicit-any -- as above
    constructor(...args: any[]) {
      super(...(args as unknown[]));
      this.start();
    }
  };
  Object.defineProperty(begun.prototype, 'kit', { value: kit });
  return begun;
}
