import { guarded } from '../hub.js';
import type { Popover, PopoverContent, PopoverOptions } from './requests.js';
import { fieldsOf, textIn } from './told.js';

type Call = (what: 'popover' | 'update-popover' | 'dismiss-popover', ...given: unknown[]) => unknown;

/** Shows a popover by the library's calls. */
export function showPopover(call: Call, content: PopoverContent, options: PopoverOptions): Popover {
  let end!: (how: string) => void;
  const ended = new Promise<string>((resolve) => (end = resolve));
  const onEvent = guarded((event: unknown) => {
    const source = textIn(fieldsOf(event)['source']);
    if (source !== '') end(source);
  });
  const id = textIn(call('popover', ...wordsOf(content, options), onEvent));
  return {
    id,
    ended,
    update: (content, options = {}) => void call('update-popover', id, ...wordsOf(content, options)),
    dismiss: () => void call('dismiss-popover', id),
  };
}

// Banner, timer and action, as the library has them (developer documentation of 12.6; Finesse sample DigitalChannel).
function wordsOf(
  { title, shortTitle = title, icon, rows = [] }: PopoverContent,
  { seconds, counts, dismissible = true, keepMaximised = false, requiredAction, buttons = [] }: PopoverOptions,
): readonly [object, object, object] {
  return [
    { ...(icon && { icon }), content: rows, headerContent: { maxHeaderTitle: title, minHeaderTitle: shortTitle } },
    {
      ...(seconds !== undefined && { displayTimeoutInSecs: seconds }),
      display: counts !== undefined,
      ...(counts && { counterType: counts === 'up' ? 'COUNT_UP' : 'COUNT_DOWN' }),
    },
    {
      dismissible,
      keepMaximised,
      ...(requiredAction !== undefined && { requiredActionText: requiredAction }),
      buttons: buttons.map(({ type = 'Affirm', ...button }) => ({ ...button, type })),
    },
  ];
}
