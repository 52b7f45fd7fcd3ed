import { isXmlObject, memberOf, type XmlObject } from '../xml/values.js';
import type { TeamLayoutConfig } from './layout-config.js';
import type { PhoneBook, TeamPhoneBooks } from './phone-books.js';
import type { ReasonCode, TeamNotReadyReasonCodes, TeamSignOutReasonCodes } from './reason-codes.js';
import type { RestResponse } from './response.js';
import { type Hearing, RestBase, type RestHandlers } from './rest-base.js';
import { type CollectionHandlers, RestCollectionBase } from './rest-collection-base.js';
import type { User } from './user.js';
import type { TeamWorkflows, Workflow } from './workflows.js';
import type { TeamWrapUpReasons, WrapUpReason } from './wrap-up-reasons.js';

/** A team. It is read once; who watches its members asks for `getUsers`. */
export class Team extends RestBase {
  #users: Users | undefined;

  override getRestClass(): string {
    return 'Team';
  }

  override getRestUrl(): string {
    return `/finesse/api/Team/${this.getId()}`;
  }

  getName(): string {
    return this.text('name');
  }

  /** The members, who hear of their changes. Made once. */
  getUsers(handlers?: CollectionHandlers<Users, User>): Users {
    return (this.#users ??= new this.kit.rest.Users({ parentObj: this, ...handlers }));
  }

  getTeamNotReadyReasonCodes(handlers?: CollectionHandlers<TeamNotReadyReasonCodes, ReasonCode>): TeamNotReadyReasonCodes {
    return new this.kit.rest.TeamNotReadyReasonCodes({ parentObj: this, ...handlers });
  }

  getTeamSignOutReasonCodes(handlers?: CollectionHandlers<TeamSignOutReasonCodes, ReasonCode>): TeamSignOutReasonCodes {
    return new this.kit.rest.TeamSignOutReasonCodes({ parentObj: this, ...handlers });
  }

  getTeamWrapUpReasons(handlers?: CollectionHandlers<TeamWrapUpReasons, WrapUpReason>): TeamWrapUpReasons {
    return new this.kit.rest.TeamWrapUpReasons({ parentObj: this, ...handlers });
  }

  getTeamPhoneBooks(handlers?: CollectionHandlers<TeamPhoneBooks, PhoneBook>): TeamPhoneBooks {
    return new this.kit.rest.TeamPhoneBooks({ parentObj: this, ...handlers });
  }

  getTeamWorkflows(handlers?: CollectionHandlers<TeamWorkflows, Workflow>): TeamWorkflows {
    return new this.kit.rest.TeamWorkflows({ parentObj: this, ...handlers });
  }

  getTeamLayoutConfig(handlers?: RestHandlers<TeamLayoutConfig>): TeamLayoutConfig {
    return new this.kit.rest.TeamLayoutConfig({ parentObj: this, ...handlers });
  }
}

/** All teams, for administrators. */
export class Teams extends RestCollectionBase<Team> {
  override getRestClass(): string {
    return 'Teams';
  }

  override getRestItemType(): string {
    return 'Team';
  }

  protected override createItem(options: { readonly id: string; readonly data: XmlObject }): Team {
    return new this.kit.rest.Team(options);
  }
}

/** The members of a team, read with the team and heard at a node of their own. Members do not hear for themselves. */
export class Users extends RestCollectionBase<User> {
  // A node of users tells of changes alone: one who signs in may not have been in the team's list.
  protected override readonly takesUnknown = true;

  override getRestClass(): string {
    return 'Users';
  }

  override getRestItemType(): string {
    return 'User';
  }

  override hearing(): Hearing {
    return this.parent ? 'explicit' : 'none';
  }

  protected override getReadUrl(): string {
    return this.parent?.getRestUrl() ?? this.getRestUrl();
  }

  protected override bodyOf(response: RestResponse): XmlObject | null | undefined {
    if (!this.parent) return super.bodyOf(response);
    const team = memberOf(response.object, 'Team');
    if (!isXmlObject(team)) return undefined;
    const users = memberOf(team, 'users') ?? null;
    return users === null || isXmlObject(users) ? users : undefined;
  }

  protected override createItem(options: { readonly id: string; readonly data: XmlObject }): User {
    return new this.kit.rest.User({ ...options, doNotSubscribe: true });
  }
}
