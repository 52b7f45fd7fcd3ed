const RESOURCE_KEY = /^[A-Za-z]\w*(?:\.\w+){2,}$/;

/**
 * The words of a tab. A layout may have a key of the vendor's own texts, which are not played here: its last part says it well enough, so that
 * `finesse.container.tabs.agent.myHistoryLabel` reads “My history”.
 */
export function tabLabel(label: string): string {
  if (!RESOURCE_KEY.test(label)) return label;
  const words = label
    .slice(label.lastIndexOf('.') + 1)
    .replace(/Label$/, '')
    .replace(/([a-z\d])([A-Z])/g, (_, end: string, start: string) => `${end} ${start.toLowerCase()}`);
  return words === '' ? label : words.charAt(0).toUpperCase() + words.slice(1);
}
