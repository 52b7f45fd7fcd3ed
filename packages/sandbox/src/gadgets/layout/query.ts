/**
 * The parameters of a gadget's address; the first of a name counts. Layouts separate them by `&` or by `;`, and by `&amp;` where somebody
 * escaped twice.
 */
export function queryOf(url: string): ReadonlyMap<string, string> {
  const parameters = new Map<string, string>();
  const [address = ''] = url.split('#', 1);
  const at = address.indexOf('?');
  for (const pair of at < 0 ? [] : address.slice(at + 1).split(/&amp;|[&;]/)) {
    const [name = '', ...rest] = pair.split('=');
    const key = decoded(name);
    if (key !== '' && !parameters.has(key)) parameters.set(key, decoded(rest.join('=')));
  }
  return parameters;
}

function decoded(text: string): string {
  const words = text.replaceAll('+', ' ');
  try {
    return decodeURIComponent(words);
  } catch {
    return words;
  }
}
