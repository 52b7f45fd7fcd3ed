import type { SwitchProfile, World, WorldSwitch } from '../engine/index.js';

/** What the telephone system behind one phone can do, and its habits. */
export interface SwitchFeatures {
  readonly hold: boolean;
  readonly holdWhileDialing: boolean;
  readonly singleStepTransfer: boolean;
  readonly singleStepConference: boolean;
  readonly muteTransfer: boolean;
  readonly consultTransfer: boolean;
  readonly conference: boolean;
  readonly ctiAnswer: boolean;
  readonly outgoingRinging: boolean;
  readonly blindComplete: boolean;
  readonly completeEither: boolean;
  readonly canReject: boolean;
  readonly autoDone: boolean;
  readonly newEvent: boolean;
  readonly sparseEvents: boolean;
}

const FULL: SwitchFeatures = {
  hold: true,
  holdWhileDialing: true,
  singleStepTransfer: true,
  singleStepConference: true,
  muteTransfer: true,
  consultTransfer: true,
  conference: true,
  ctiAnswer: true,
  outgoingRinging: false,
  blindComplete: false,
  completeEither: false,
  canReject: false,
  autoDone: false,
  newEvent: true,
  sparseEvents: false,
};

const DIFFERENCES: Readonly<Record<SwitchProfile, Partial<SwitchFeatures>>> = {
  full: {},
  // A consultation, and a mute transfer too, would put the call on hold.
  noHold: { hold: false, holdWhileDialing: false, muteTransfer: false },
  noHoldWhileDialing: { holdWhileDialing: false },
  noSingleStep: { singleStepTransfer: false, singleStepConference: false },
  muteOnlyTransfer: { consultTransfer: false, singleStepTransfer: false },
  noCtiAnswer: { ctiAnswer: false },
  outgoingRinging: { outgoingRinging: true },
  blindComplete: { blindComplete: true },
  completeEither: { completeEither: true },
  canReject: { canReject: true },
  noConference: { conference: false },
  autoDone: { autoDone: true },
  noNewEvent: { newEvent: false },
  sparseEvents: { sparseEvents: true },
};

/** What profiles come to, taken together. */
export function featuresOf(profiles: readonly SwitchProfile[]): SwitchFeatures {
  return profiles.reduce((features, profile) => ({ ...features, ...DIFFERENCES[profile] }), FULL);
}

/** The telephone system's ways, phone by phone: the world's, until somebody changes them. */
export class Profiles {
  #common: readonly SwitchProfile[] = ['full'];
  readonly #own = new Map<string, readonly SwitchProfile[]>();

  constructor(world: World) {
    this.reset(world);
  }

  /** As the world has them. */
  reset({ switchProfile }: World): void {
    this.#common = switchProfile.profiles;
    this.#own.clear();
    for (const { extension, profiles } of switchProfile.phones) this.#own.set(extension, profiles);
  }

  /** Changes the ways of one phone from now on, or (no extension) of all. */
  set(profiles: readonly SwitchProfile[], extension?: string): void {
    if (extension !== undefined) this.#own.set(extension, profiles);
    else {
      this.#common = profiles;
      this.#own.clear();
    }
  }

  of(extension: string): SwitchFeatures {
    return featuresOf(this.#own.get(extension) ?? this.#common);
  }

  /** For the control API. */
  get list(): WorldSwitch {
    return { profiles: this.#common, phones: [...this.#own].map(([extension, profiles]) => ({ extension, profiles })) };
  }
}
