/**
 * Names of topics: tokens with dots between, none of them empty. In a subscription `*` stands for exactly one token, and `**`, in the last place
 * only, for one or more.
 */

/** Whether something may be published under this name: a topic without any `*`. */
export function isTopic(topic: unknown): topic is string {
  return typeof topic === 'string' && !topic.includes('*') && topic.split('.').every((token) => token !== '');
}

/** Whether this may be subscribed to: a topic, or a pattern with `*` or `**` as whole tokens. */
export function isPattern(topic: unknown): topic is string {
  if (typeof topic !== 'string') return false;
  const tokens = topic.split('.');
  return tokens.every((token, index) => {
    if (token === '**') return index === tokens.length - 1;
    return token === '*' || (token !== '' && !token.includes('*'));
  });
}

/** Whether what is published under `topic` goes to a subscription of `pattern`. */
export function matches(pattern: string, topic: string): boolean {
  if (!pattern.includes('*')) return pattern === topic;
  const wanted = pattern.split('.');
  const tokens = topic.split('.');
  const open = wanted.at(-1) === '**';
  if (open ? tokens.length < wanted.length : tokens.length !== wanted.length) return false;
  return wanted.every((token, index) => token === '*' || token === '**' || token === tokens[index]);
}
