import type { CampaignKind, Engine, OfferContact } from './engine/index.js';

/** Kinds of campaign that offer contacts under a call type. */
const KIND_OF_TYPE: ReadonlyMap<string, CampaignKind> = new Map([
  ['OUTBOUND_PREVIEW', 'preview'],
  ['OUTBOUND_DIRECT_PREVIEW', 'direct-preview'],
  ['OUTBOUND_CALLBACK_PREVIEW', 'callback'],
  ['OUTBOUND_PERSONAL_CALLBACK_PREVIEW', 'personal-callback'],
]);

/** A call as the control API asks for it. */
export interface WantedCall {
  readonly from: string;
  readonly to?: string;
  readonly callType?: string;
  readonly variables?: Readonly<Record<string, string>>;
}

/**
 * The contact that a campaign is to offer, when that is what a wanted call means: it comes from a campaign (`from`: its id or name), or its
 * call type is that of an offered contact. `to` is the customer, or the agent's extension; what is not told is chosen.
 */
export function contactOf(engine: Engine, { from, to, callType, variables }: WantedCall): OfferContact | undefined {
  const { world } = engine;
  const named = world.campaigns.find(({ id, name }) => id === from || name === from);
  const kind = world.agents.some(({ extension }) => extension === from) ? undefined : KIND_OF_TYPE.get(callType ?? '');
  const campaign = named ?? (kind && world.campaigns.find((each) => each.kind === kind));
  if (!campaign) return undefined;
  const target = to === undefined ? undefined : (engine.agentOn(to)?.id ?? world.agents.find(({ extension }) => extension === to)?.id);
  const anybody = world.customers.find(({ answer }) => answer === 'answer')?.number ?? '';
  const customer = named ? ((target === undefined ? to : undefined) ?? anybody) : from;
  return {
    type: 'offer-contact',
    campaign: campaign.id,
    customer,
    ...(target === undefined ? {} : { target }),
    ...(variables === undefined ? {} : { variables }),
  };
}
