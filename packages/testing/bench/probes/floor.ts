// What elements on streams cannot do without: Lit, its context, and the few parts of rxjs that carry state. No line of ours is in it.
export { ContextConsumer, ContextProvider, createContext } from '@lit/context';
export { LitElement, css, html, nothing } from 'lit';
export { property } from 'lit/decorators.js';
export { classMap } from 'lit/directives/class-map.js';
export { repeat } from 'lit/directives/repeat.js';
export { BehaviorSubject, Observable, Subject, Subscription, distinctUntilChanged, map } from 'rxjs';
