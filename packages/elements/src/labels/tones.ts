/** Sending tones. */
export interface ToneLabels {
  readonly keypad: string;
  /** Names of the keys that a screen reader would leave out or read in its own way. */
  readonly toneKeys: Readonly<Record<'*' | '#', string>>;
  /** Spoken and shown; a count, because the tones themselves may be a card number. */
  readonly tonesSent: (count: number) => string;
  readonly tonesWrong: string;
  readonly pausesWrong: string;
}

/** The English words. */
export const toneLabels: ToneLabels = {
  keypad: 'Keypad',
  toneKeys: { '*': 'star', '#': 'pound' },
  tonesSent: (count) => (count === 1 ? '1 tone sent' : `${count} tones sent`),
  tonesWrong: 'Only 0–9, *, # and A–D. Nothing was sent',
  pausesWrong: 'Pauses cannot be sent. Nothing was sent',
};
