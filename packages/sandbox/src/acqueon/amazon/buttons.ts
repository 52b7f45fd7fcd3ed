/** Buttons of a leg, in the order of the pages (v1/call-event-parameters). */
const LEG_BUTTONS = [
  'answer',
  'reject',
  'disconnect',
  'hold',
  'resume',
  'clearContact',
  'consult',
  'numberpad',
  'swap',
  'transfer',
  'conference',
] as const;

/** Buttons of a campaign's call: `Accept`, `answer` and `clearContact` are printed, the others follow the requests that there are. */
const CAMPAIGN_BUTTONS = [
  'Accept',
  'Skip',
  'answer',
  'disconnect',
  'hold',
  'resume',
  'clearContact',
  'consult',
  'consultDrop',
  'numberpad',
  'swap',
  'transfer',
  'conference',
  'queueTransfer',
] as const;

/** A button of a leg. */
export type LegButton = (typeof LEG_BUTTONS)[number];
/** A button of a campaign's call. */
export type CampaignButton = (typeof CAMPAIGN_BUTTONS)[number];

/** A button for two calls of the agent's. */
export type JoinButton = 'swap' | 'transfer' | 'conference';

/** The block of buttons that a leg has. */
export function legButtons(enabled: readonly LegButton[]): object {
  return block(LEG_BUTTONS, enabled);
}

/** The same as booleans. */
export function legFlags(enabled: readonly LegButton[]): object {
  return Object.fromEntries(LEG_BUTTONS.map((name) => [name, enabled.includes(name)]));
}

/** The block of buttons that a campaign's call has. */
export function campaignButtons(enabled: readonly CampaignButton[]): object {
  return block(CAMPAIGN_BUTTONS, enabled);
}

function block<Name extends string>(all: readonly Name[], enabled: readonly Name[]): object {
  return { items: Object.fromEntries(all.map((name) => [name, enabled.includes(name) ? 'Enable' : 'Hide'])), count: all.length };
}
