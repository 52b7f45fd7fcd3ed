// What the goals take for the floor of elements on streams, 16 kB: Lit with its usual directives, and the parts of rxjs that carry and share state.
// No line of ours is in it; a product that needs less of either may come out below.
export { css, html, LitElement, nothing, svg } from 'lit';
export { property, query, state } from 'lit/decorators.js';
export { classMap } from 'lit/directives/class-map.js';
export { ifDefined } from 'lit/directives/if-defined.js';
export { keyed } from 'lit/directives/keyed.js';
export { live } from 'lit/directives/live.js';
export { repeat } from 'lit/directives/repeat.js';
export {
  BehaviorSubject,
  catchError,
  combineLatest,
  concat,
  concatMap,
  defer,
  distinctUntilChanged,
  exhaustMap,
  filter,
  firstValueFrom,
  forkJoin,
  map,
  merge,
  Observable,
  ReplaySubject,
  share,
  shareReplay,
  startWith,
  Subject,
  Subscription,
  switchMap,
  takeUntil,
  timeout,
  timer,
} from 'rxjs';
