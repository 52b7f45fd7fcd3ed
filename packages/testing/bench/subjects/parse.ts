import type { DialogPicture } from '@cordboard/core';
import { dialogPicture } from '../../../finesse/src/codec/dialog-picture.js';
import { readUpdate } from '../../../finesse/src/codec/update.js';
import { isOfCall, peerConverter } from '../peer.js';
import { probeUpdate, type ProbeDialog } from '../probes/scanner.js';
import { interleaved, mustBe, type Samples, type Subject } from '../sampling.js';
import { EXTENSION, flat, updateXml, variablesOf, type CallFacts } from '../wire.js';

const DOCUMENTS = 40;

/** What any of the subjects must have got out of a document. */
type Gist = Pick<DialogPicture, 'id'> & {
  readonly from: string;
  readonly since: number;
  readonly actions: number;
  readonly parties: number;
  readonly variables: readonly { readonly name: string; readonly value: string }[];
};

interface Reader {
  readonly name: string;
  readonly read: (text: string) => unknown;
  readonly gist: (model: unknown) => Gist;
}

const ours: Reader = {
  name: 'ours',
  read(text) {
    const update = readUpdate(text);
    return update.kind === 'update' && update.data.kind === 'dialog'
      ? dialogPicture(update.data.dialog, { extension: EXTENSION })?.picture
      : undefined;
  },
  gist(model) {
    const { id, from, participants, variables } = model as DialogPicture;
    const [own] = participants;
    return { id, from: from!, since: own!.since!, actions: own!.actions.length, parties: participants.length, variables };
  },
};

const probe: Reader = {
  name: 'probe',
  read: probeUpdate,
  gist(model) {
    const { id, from, participants, variables } = model as ProbeDialog;
    const [own] = participants;
    return { id, from, since: own!.since, actions: own!.actions.length, parties: participants.length, variables };
  },
};

// How it would be written with what every browser has: parse, then walk the children into a typed object.
const domParser: Reader = {
  name: 'domparser',
  read(text) {
    const root = new DOMParser().parseFromString(text, 'application/xml').documentElement;
    if (root.localName === 'parsererror') throw new Error('refused');
    const child = (parent: Element, name: string): Element | undefined => {
      for (let at = parent.firstElementChild; at; at = at.nextElementSibling) if (at.localName === name) return at;
      return undefined;
    };
    const word = (parent: Element, name: string): string => child(parent, name)?.textContent?.trim() ?? '';
    const data = child(root, 'data')!;
    const dialog = child(data, 'dialog')!;
    const media = child(dialog, 'mediaProperties')!;
    return {
      event: word(root, 'event'),
      source: word(root, 'source'),
      id: word(dialog, 'id'),
      from: word(dialog, 'fromAddress'),
      to: word(dialog, 'toAddress'),
      state: word(dialog, 'state'),
      media: word(dialog, 'mediaType'),
      callType: word(media, 'callType'),
      dialed: word(media, 'dialedNumber'),
      queue: word(media, 'queueName'),
      queueId: word(media, 'queueNumber'),
      variables: [...child(media, 'callvariables')!.children].map((one) => ({
        name: word(one, 'name'),
        value: child(one, 'value')?.textContent ?? '',
      })),
      participants: [...child(dialog, 'participants')!.children].map((one) => ({
        address: word(one, 'mediaAddress'),
        type: word(one, 'mediaAddressType'),
        state: word(one, 'state'),
        cause: word(one, 'stateCause'),
        since: Date.parse(word(one, 'stateChangeTime')),
        started: Date.parse(word(one, 'startTime')),
        actions: [...child(one, 'actions')!.children].map((action) => action.textContent.trim()),
      })),
    } satisfies ProbeDialog;
  },
  gist: probe.gist,
};

let turn = 0;

function batch(): { readonly facts: readonly CallFacts[]; readonly texts: readonly string[]; readonly bytes: number } {
  const facts = Array.from({ length: DOCUMENTS }, () => {
    turn++;
    return { id: String(33_870_000 + turn), event: 'PUT', turn, held: turn % 2 === 0 } as const;
  });
  const texts = facts.map((each) => flat(updateXml(each)));
  return { facts, texts, bytes: texts.reduce((sum, text) => sum + text.length, 0) };
}

function timed(texts: readonly string[], read: (text: string) => unknown): { readonly models: unknown[]; readonly ns: number } {
  const models = new Array<unknown>(texts.length);
  const start = performance.now();
  for (let i = 0; i < texts.length; i++) models[i] = read(texts[i]!);
  return { models, ns: (performance.now() - start) * 1e6 };
}

function subjectOf({ name, read, gist }: Reader): Subject {
  return {
    name,
    sample() {
      const { facts, texts, bytes } = batch();
      const { models, ns } = timed(texts, read);
      models.forEach((model, i) => {
        const { id, since, variables, ...rest } = gist(model);
        const expected = variablesOf(facts[i]!);
        mustBe(id === facts[i]!.id && Number.isFinite(since) && rest.from === '2065550142' && rest.parties === 2, `${name} misread a call`);
        mustBe(rest.actions === (facts[i]!.held ? 3 : 6), `${name} misread the actions`);
        mustBe(
          variables.length === expected.length &&
            variables.every((one, k) => one.name === expected[k]!.name && one.value === expected[k]!.value),
          `${name} misread the variables`,
        );
      });
      return ns / bytes;
    },
  };
}

// The cost of looking at each character once: what the machine is worth.
const walk: Subject = {
  name: 'walk',
  sample() {
    const { texts, bytes } = batch();
    const { models, ns } = timed(texts, (text) => {
      let sum = 0;
      for (let i = 0; i < text.length; i++) sum = (sum + text.charCodeAt(i)) | 0;
      return sum;
    });
    mustBe(
      models.every((sum) => Number(sum) > 0),
      'nothing was walked',
    );
    return ns / bytes;
  },
};

function peerSubject(convert: (text: string) => unknown): Subject {
  return {
    name: 'finesse.js',
    sample() {
      const { facts, texts, bytes } = batch();
      const { models, ns } = timed(texts, convert);
      models.forEach((model, i) => mustBe(isOfCall(model, facts[i]!.id), 'the peer misread a call'));
      return ns / bytes;
    },
  };
}

/** Nanoseconds per byte of a Dialog PUT of 2.9 kB, from text to typed model. */
export async function measure({ rounds }: { rounds: number }): Promise<{ readonly samples: Samples; readonly bytes: number }> {
  const convert = peerConverter();
  const subjects = [...[ours, probe, domParser].map(subjectOf), walk, ...(convert ? [peerSubject(convert)] : [])];
  return { samples: await interleaved(subjects, { rounds, warmUp: 15 }), bytes: batch().bytes / DOCUMENTS };
}
