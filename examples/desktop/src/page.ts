/** The element of the page with this id; a page without it is broken, so say so at once. */
export function byId<E extends HTMLElement = HTMLElement>(id: string): E {
  const found = document.getElementById(id);
  if (!found) throw new Error(`The page has no #${id}`);
  return found as E;
}

type Theme = 'auto' | 'light' | 'dark';
const THEMES: readonly Theme[] = ['auto', 'light', 'dark'];
const THEME_WORDS: Readonly<Record<Theme, string>> = { auto: 'Theme: as the system', light: 'Theme: light', dark: 'Theme: dark' };

/** One button that goes round auto, light and dark. `?theme=dark` starts there. */
export function themeButton(button: HTMLElement, first: string | null): void {
  const show = (theme: Theme): void => {
    document.documentElement.dataset['theme'] = theme;
    button.title = THEME_WORDS[theme];
    button.setAttribute('aria-label', THEME_WORDS[theme]);
  };
  const start = THEMES.find((theme) => theme === first) ?? 'auto';
  let at = THEMES.indexOf(start);
  show(start);
  button.addEventListener('click', () => {
    at = (at + 1) % THEMES.length;
    show(THEMES[at] ?? 'auto');
  });
}

/** A button that turns the page round. `?dir=rtl` starts that way. */
export function directionButton(button: HTMLElement, first: string | null): void {
  const show = (direction: 'ltr' | 'rtl'): void => {
    document.documentElement.dir = direction;
    button.setAttribute('aria-pressed', String(direction === 'rtl'));
  };
  show(first === 'rtl' ? 'rtl' : 'ltr');
  button.addEventListener('click', () => show(document.documentElement.dir === 'rtl' ? 'ltr' : 'rtl'));
}
