const MASK = '***';
const SECRET = /password|passwd|secret|token|credential/i;
const TONES = /dtmf/i;

/**
 * A packet as the log keeps it: JSON with secrets and tones masked, whatever they are and however their keys are written. What crosses between
 * windows need not be JSON.
 */
export function loggedPacket(packet: unknown): string {
  try {
    return JSON.stringify(typeof packet === 'string' ? jsonIn(packet) : packet, masked) ?? '';
  } catch {
    return 'not JSON';
  }
}

function masked(this: unknown, key: string, value: unknown): unknown {
  if (SECRET.test(key)) return MASK;
  // The tones themselves stand under a name of theirs on the one channel, as the whole of the data on the other.
  const isTone = /^\s*dtmfString\s*$/i.test(key) || (/^\s*data\s*$/i.test(key) && TONES.test(subtopicOf(this)));
  return isTone && typeof value === 'string' && value !== '' ? MASK : value;
}

function subtopicOf(message: unknown): string {
  const name = Object.keys(message as object).find((each) => /^\s*subtopic\s*$/i.test(each));
  const subtopic: unknown = name === undefined ? undefined : (message as Readonly<Record<string, unknown>>)[name];
  return typeof subtopic === 'string' ? subtopic : '';
}

// What is no JSON is kept as the text that it is.
function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    return text;
  }
}
