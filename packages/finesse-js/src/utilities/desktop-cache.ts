import { type FrameWindow } from '../frame-window.js';

/** One thing to keep. */
export interface CacheEntry {
  readonly key: string;
  /** Anything the browser can copy; no functions, no elements. Keep no secrets and nothing of customers here: it stays on the machine. */
  readonly data: unknown;
}

/** Called with null, or with what went wrong. */
export type CacheCallback<T = unknown> = (error: Error | null, data?: T) => void;

/**
 * 12.5: a store in the browser that outlives a reload and a failover to the same address. Entries belong to a group; gadgets that name the same
 * group share it. Every callback is called once, later, never from within the call; in the order of the calls.
 */
export interface DesktopCache {
  /** The group that calls from now on are about; `''` until it is set. @returns This cache. */
  setGroup(name: string): DesktopCache;
  /** Keeps all entries or none; data kept under a key earlier is replaced. */
  saveOrUpdateData(entries: readonly CacheEntry[] | CacheEntry, callback?: CacheCallback): void;
  /** Hands over the entry of `key`, undefined when there is none; for a `key` of null a list of all entries of the group. */
  fetchData(key: string, callback: CacheCallback<CacheEntry>): void;
  fetchData(key: null, callback: CacheCallback<readonly CacheEntry[]>): void;
  /** Forgets what is kept under `key`. */
  deleteData(key: string, callback?: CacheCallback): void;
  /** Forgets the group. */
  clearData(callback?: CacheCallback): void;
}

const DATABASE = 'cordboard-desktop-cache';
const STORE = 'entries';

/** Makes the cache of one frame. The database is opened by the first call that needs it, and closed after each. */
export function createDesktopCache(frame: Pick<FrameWindow, 'indexedDB'>, call: (work: () => void) => void): DesktopCache {
  let group = '';
  // One after the other: a read sees what an earlier call wrote.
  let last: Promise<unknown> = Promise.resolve();

  const cache: DesktopCache = {
    setGroup(name) {
      group = String(name);
      return cache;
    },
    saveOrUpdateData(entries, callback) {
      const mine = group;
      const list = [entries].flat();
      run('readwrite', callback, (store) => {
        for (const { key, data } of list) store.put({ key, data }, [mine, key]);
      });
    },
    fetchData(key: string | null, callback: CacheCallback<never>) {
      const mine = group;
      const read = (store: IDBObjectStore): IDBRequest<unknown> =>
        (key === null ? store.getAll(ofGroup(mine)) : store.get([mine, key])) as IDBRequest<unknown>;
      run('readonly', callback as CacheCallback, read);
    },
    deleteData(key, callback) {
      const mine = group;
      run('readwrite', callback, (store) => void store.delete([mine, key]));
    },
    clearData(callback) {
      const mine = group;
      run('readwrite', callback, (store) => void store.delete(ofGroup(mine)));
    },
  };
  return cache;

  function run(
    mode: IDBTransactionMode,
    callback: CacheCallback | undefined,
    work: (store: IDBObjectStore) => IDBRequest<unknown> | void,
  ): void {
    last = last
      .then(() => transaction(frame.indexedDB, mode, work))
      .then(
        (data) => call(() => callback?.(null, data)),
        (error: unknown) => call(() => callback?.(error instanceof Error ? error : new Error(String(error)))),
      );
  }
}

function ofGroup(group: string): IDBKeyRange {
  return IDBKeyRange.bound([group], [group, []]);
}

async function transaction(
  indexedDB: IDBFactory | undefined,
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => IDBRequest<unknown> | void,
): Promise<unknown> {
  if (!indexedDB) throw new Error('This browser keeps nothing');
  const database = await opened(indexedDB);
  try {
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction(STORE, mode);
      transaction.onabort = () => reject(transaction.error ?? new Error('The cache could not be written'));
      let request: IDBRequest<unknown> | void;
      try {
        request = work(transaction.objectStore(STORE));
      } catch (error) {
        // Data that cannot be copied, or a key that is none: entries before it in the same call go too.
        transaction.onabort = null;
        transaction.abort();
        throw error;
      }
      transaction.oncomplete = () => resolve(request ? request.result : undefined);
    });
  } finally {
    database.close();
  }
}

function opened(indexedDB: IDBFactory): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('The cache could not be opened'));
  });
}
