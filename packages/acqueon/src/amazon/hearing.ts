import type { BusMessage } from '../bus/message.js';
import { fieldOf } from '../bus/plain.js';
import { agentStateIn, softphoneStateIn, syncIn, type AgentNews } from './agent.js';
import { legIn, legsIn, type CallTopic, type Leg } from './leg.js';
import { campaignIn, coreIn, tetheredIn, type AmazonWorkspace, type CampaignStatus } from './workspace.js';

/** Who is told what a message says. */
export interface Hearer {
  /** One leg of a call. */
  leg(leg: Leg): void;
  /** All legs of routed calls. */
  routed(legs: readonly Leg[]): void;
  /** The agent, or that nobody is signed in. */
  agent(news: AgentNews): void;
  /** The status of the softphone, which says by itself that somebody is signed in. */
  status(news: AgentNews): void;
  /** What the campaigns say of the agent. */
  campaign(campaign: CampaignStatus): void;
  /** What the channel tells beside the agent and the calls. */
  workspace(news: WorkspaceNews): void;
  /** Something that says nothing. */
  ignored(what: string): void;
}

/** What is told of the Workspace at a time; `undefined` is no news. */
export type WorkspaceNews = { readonly [K in keyof AmazonWorkspace]?: AmazonWorkspace[K] | undefined };

/** Tells what a message of the channel says; nothing for one that the port has no use for. */
export function hear({ topic, subtopic, payload }: BusMessage, hearer: Hearer): void {
  // Some answers have the subtopic of their question, which another application may ask.
  if (payload === undefined) return;
  if (/callstatechange$/i.test(subtopic)) {
    const on: CallTopic = /^out/i.test(topic) ? 'OutboundCall' : 'InboundCall';
    const leg = legIn(payload, on);
    return leg ? hearer.leg(leg) : hearer.ignored('a call without an id');
  }
  switch (`${topic}/${subtopic}`.toLowerCase()) {
    case 'app/statesync':
      return hearer.workspace({ core: coreIn(payload) });
    case 'agent/statesync':
      // The table of the page on the softphone's state prints this subtopic for it.
      if (fieldOf(payload, 'loginState') === undefined) return hearer.status(softphoneStateIn(payload));
      return hearer.agent(syncIn(payload));
    case 'agent/loginsuccess':
      return hearer.agent({ ...syncIn(payload), signedIn: true });
    case 'agent/logoutsuccess':
      return hearer.agent({ signedIn: false });
    case 'agent/setagentstate':
      return hearer.status(agentStateIn(payload));
    case 'agent/ccpagentstate':
      return hearer.status(softphoneStateIn(payload));
    case 'inboundcall/statesync':
      return hearer.routed(legsIn(payload, 'InboundCall'));
    case 'outboundcall/setnailupdetails':
      return hearer.workspace({ tethered: tetheredIn(payload) });
    case 'outboundcall/setagentdetails':
      return hearer.campaign(campaignIn(payload));
  }
}
