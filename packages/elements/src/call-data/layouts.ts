import { Observable } from 'rxjs';
import type { CallDataLayout, CallVariable, DesktopClient, Dialog, LayoutEntry } from '@cordboard/core';

/** `reading` until the platform has answered; an empty list where there are none, or they cannot be read. */
export type Layouts = 'reading' | readonly CallDataLayout[];

interface Reading {
  readonly agentId: string;
  readonly over: Promise<void>;
  layouts: Layouts;
}

const NONE: readonly CallDataLayout[] = [];
/** Ticks of a second after which a call's data is shown without waiting any longer for the order it is to stand in. */
const PATIENCE = 3;

// One read for all elements of a page: nothing tells of a change, and a page is loaded anew for every shift.
const readings = new WeakMap<DesktopClient, Reading>();

/**
 * The agent's layouts. Subscribing reads them, once per client and agent, as soon as the link is up; what failed is read again when
 * the link comes up next. Emits at once what is known, never errors, completes with the client.
 */
export function layouts$(client: DesktopClient): Observable<Layouts> {
  return new Observable((subscriber) => {
    const who$ = client.select(({ features, agent, link }) => (features.has('layouts') && link.state === 'up' ? agent?.id : undefined));
    subscriber.add(
      who$.subscribe({
        next: (agentId) => {
          const reading = agentId === undefined ? readings.get(client) : readingFor(client, agentId);
          subscriber.next(reading?.layouts ?? NONE);
          if (reading?.layouts !== 'reading') return;
          let ticks = 0;
          const patience = client.tick$.subscribe(() => {
            if (++ticks === PATIENCE) subscriber.next(NONE);
          });
          subscriber.add(patience);
          void reading.over.then(() => {
            patience.unsubscribe();
            if (!subscriber.closed) subscriber.next(reading.layouts);
          });
        },
        complete: () => subscriber.complete(),
      }),
    );
  });
}

function readingFor(client: DesktopClient, agentId: string): Reading {
  const known = readings.get(client);
  if (known?.agentId === agentId) return known;
  const answer = client.query({ type: 'layouts' });
  const over = answer.then(
    (layouts) => void (reading.layouts = layouts),
    () => {
      reading.layouts = NONE;
      if (readings.get(client) === reading) readings.delete(client);
    },
  );
  const reading: Reading = { agentId, layouts: 'reading', over };
  readings.set(client, reading);
  return reading;
}

/** The layout for a call: the one it names, else the default. `undefined` where neither is there, or holds anything. */
export function layoutOf(dialog: Dialog, layouts: readonly CallDataLayout[]): CallDataLayout | undefined {
  const layout = layouts.find(({ name }) => name === dialog.layout) ?? layouts.find(({ isDefault }) => isDefault);
  return layout && entriesOf(layout).length > 0 ? layout : undefined;
}

/** Every entry of a layout. */
export function entriesOf({ header, columns }: CallDataLayout): readonly LayoutEntry[] {
  return [...header, ...columns.flat()];
}

/** Variables of the call that the layout does not show. */
export function unlisted(dialog: Dialog, layout: CallDataLayout): readonly CallVariable[] {
  const listed = new Set(entriesOf(layout).map(({ property }) => property));
  return dialog.variables.filter(({ name }) => !listed.has(name));
}

/** What the call has for an entry; `undefined` where the platform gave nothing at all, which is not the same as empty. */
export function valueOf(dialog: Dialog, { property, field }: LayoutEntry): string | undefined {
  switch (field) {
    case 'queue':
      return dialog.queue?.name;
    case 'queue-number':
      return dialog.queue?.id;
    case 'dialed':
      return dialog.dialed;
    case 'wrap-up':
      return dialog.wrapUp?.reasons.join(', ');
    case 'call-type':
      return dialog.callType;
    case 'classification':
      return dialog.outbound?.classification;
    case undefined:
      return dialog.variables.find(({ name }) => name === property)?.value;
  }
}
