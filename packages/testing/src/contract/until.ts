import { filter, firstValueFrom, timeout, type Observable } from 'rxjs';

/** The first value of a stream that satisfies the condition; rejects after `ms` with what was waited for. */
export async function until<T>(stream: Observable<T>, what: string, accept: (value: T) => boolean, ms = 10_000): Promise<T> {
  return firstValueFrom(stream.pipe(filter(accept), timeout({ first: ms }))).catch((cause: unknown) => {
    throw new Error(`Waited in vain for: ${what}`, { cause });
  });
}
