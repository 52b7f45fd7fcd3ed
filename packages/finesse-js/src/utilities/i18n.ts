import { type FrameWindow } from '../frame-window.js';

/** Texts in the agent's language. */
export interface I18n {
  /**
   * The text of `key`: of the page, else of the gadget's own message bundle. `{0}`, `{1}`… in it are replaced by the arguments; without an argument
   * they stay.
   *
   * @returns The text. For a key that nobody knows, a function whose string form is `???key???`, so that it shows wherever it is written out.
   */
  getString(key: string, ...args: readonly unknown[]): string;
}

/** Makes the texts of one frame. */
export function createI18n(frame: FrameWindow): I18n {
  return {
    getString(key, ...args) {
      const text = pageText(frame, key) || ownText(frame, key);
      if (text) return text.replace(/\{(\d+)\}/g, (place, index) => (Number(index) in args ? String(args[Number(index)]) : place));
      // As the vendor's: callers that only print it cannot tell.
      const missing = (): string => `???${key}???`;
      missing.toString = missing;
      return missing as unknown as string;
    },
  };
}

function pageText(frame: FrameWindow, key: string): string {
  const page = frame.parent as { finesse?: { container?: { I18n?: { getMsg?: (key: string) => unknown } } } } | undefined;
  const text = page?.finesse?.container?.I18n?.getMsg?.(key);
  return typeof text === 'string' && text !== `???${key}???` ? text : '';
}

function ownText(frame: FrameWindow, key: string): string {
  const Prefs = frame.gadgets?.Prefs;
  return Prefs ? (new Prefs().getMsg?.(key) ?? '') : '';
}
