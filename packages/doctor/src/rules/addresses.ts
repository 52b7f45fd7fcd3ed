import type { Directory } from '../directory.js';
import type { Hit } from '../finding.js';
import type { Frame } from '../frame.js';
import { attributeStart, readHtml } from '../read/html.js';
import { isCredential } from '../script/credentials.js';
import type { Ref } from '../script/names.js';
import type { Realm } from '../script/realm.js';
import { leadingText, literalsOf, requestsOf } from '../script/requests.js';
import { stringOf } from '../script/script.js';
import { FileText } from '../text.js';
import { hit, inFrames, type Rule } from './rule.js';

const PROXY_HOST = /(^|\.)(restHost|localhostPort)$|(^|\.)getRestHost\(\)$/;
const LOCAL = /^[a-z]+:\/\/(localhost|127\.0\.0\.1|\[::1\])(?=[:/]|$)/i;
const CREDENTIAL_IN_QUERY = /[?&](password|passwd|pwd|authorization|authtoken|access_token)=/i;
const CREDENTIAL_BEFORE_HOST = /^[a-z]+:\/\/[^/\s:@]+:[^/\s@]+@/i;
const RELATIVE = /^(\.{1,2}\/|[\w-]+\/[\w./-]|[\w-]+\.(js|mjs|css|html?|xml|json|png|gif|jpe?g|svg|ico|mp3|wav|ogg|woff2?|txt|jsp)\b)/i;
const ADDRESSES = new Map([
  ['link', ['href']],
  ['form', ['action']],
  ['object', ['data']],
]);
const LOADING = new Set(['img', 'script', 'iframe', 'audio', 'video', 'source', 'embed', 'link']);

/** Addresses: where they lead from inside a frame, and what they give away. */
export const ADDRESS_RULES: readonly Rule[] = [
  {
    id: 'localhost-in-browser',
    severity: 'error',
    about: 'the browser is sent to `localhost`, or to the host that only the proxy knows',
    why: 'restHost, localhostPort and localhost are the Finesse server to its own proxy; to the browser they are the agent’s computer.',
    source: 'Shindig 2.5, gadgets.io; DevNet page “Client Services”',
    fix: 'Use the page’s own address (a path, or config.scheme, host and hostPort), or ask through gadgets.io.makeRequest.',
    check: inFrames(localhostInBrowser),
  },
  {
    id: 'script-relative-url',
    severity: 'error',
    about: 'a relative address is put together in a script',
    why: 'Only addresses in the spec’s HTML are rewritten. The frame’s document is /gadgets/ifr, so a script’s relative address leads to /gadgets/….',
    source: 'Shindig 2.5; Cisco sample gadgets use absolute paths in scripts',
    fix: 'Write the path from the root: /3rdpartygadget/files/….',
    check: inFrames(relativeUrls),
  },
  {
    id: 'mixed-content',
    severity: 'error',
    about: 'a resource comes by `http:`',
    why: 'The desktop is an https: page: browsers refuse scripts, frames and requests by http:, and pictures by and by.',
    source: 'Finesse 12.5 and later serve no HTTP; W3C Mixed Content',
    fix: 'Use https:, a path on the desktop, or gadgets.io.makeRequest, which asks from the server.',
    check: (directory) => [...inFrames(mixedContent)(directory), ...insecureStyles(directory)],
  },
  {
    id: 'credentials-in-url',
    severity: 'error',
    about: 'a credential is put into an address',
    why: 'Addresses are kept: in the server’s access log, in the browser’s history and in what is sent on as the referrer.',
    source: 'Shindig 2.5, gadgets.io; RFC 9110, section 17.9',
    fix: 'Send it as a header, and let the library do it where it can.',
    check: inFrames(credentialsInUrls),
  },
];

function* localhostInBrowser({ realm, documents }: Frame): Iterable<Hit> {
  for (const { url, place } of loadedBy(documents)) if (LOCAL.test(url)) yield hit(place, `${url} is the agent’s own computer`);
  for (const { by, at, url } of requestsOf(realm)) {
    if (by === 'proxy') continue;
    const isLocal = LOCAL.test(leadingText(realm, url) ?? '');
    if (isLocal || realm.mentions([url], PROXY_HOST)) {
      yield hit(realm.place(at), `${isLocal ? 'localhost' : 'the proxy’s host'} is asked by the browser, not by the server`);
    }
  }
}

function* relativeUrls({ realm, spec }: Frame): Iterable<Hit> {
  if (!spec) return;
  for (const { at, url } of requestsOf(realm)) {
    const text = leadingText(realm, url);
    // A module's own import() is relative to the module; these are relative to the document.
    if (text !== undefined && RELATIVE.test(text)) yield hit(realm.place(at), `“${text}” leads to /gadgets/${text.replace(/^\.\//, '')}`);
  }
  for (const { ref, url } of writtenByScripts(realm)) {
    if (RELATIVE.test(url)) yield hit(realm.place(ref), `“${url}”, written by a script, leads to /gadgets/${url}`);
  }
}

// What the elements of documents load, or send to.
function* loadedBy(documents: Frame['documents']): Iterable<{ readonly url: string; readonly place: Hit['place'] }> {
  for (const { source, elements } of documents) {
    for (const element of elements) {
      for (const name of ADDRESSES.get(element.tag) ?? ['src', 'poster']) {
        const url = element.attributes.get(name)?.trim();
        if (url !== undefined) yield { url, place: source.place(attributeStart(element, name)) };
      }
    }
  }
}

// What HTML in the strings of scripts loads.
function* writtenByScripts(realm: Realm): Iterable<{ readonly ref: Ref; readonly url: string }> {
  for (const ref of realm.all('Literal')) {
    const text = stringOf(ref.node);
    if (!text?.includes('<') || !/\b(src|href)=/i.test(text)) continue;
    for (const { tag, attributes } of readHtml(new FileText('', text)).elements) {
      const url = attributes.get(tag === 'link' ? 'href' : 'src');
      if (LOADING.has(tag) && url !== undefined) yield { ref, url };
    }
  }
}

function* mixedContent({ realm, documents }: Frame): Iterable<Hit> {
  for (const { url, place } of loadedBy(documents)) if (isInsecure(url)) yield hit(place, `${url} comes by http:`);
  for (const { by, at, url } of requestsOf(realm)) {
    const text = by === 'proxy' || by === 'page' ? undefined : leadingText(realm, url);
    if (isInsecure(text)) yield hit(realm.place(at), `${text} is asked by ${/^ws/i.test(text!) ? 'ws' : 'http'}:`);
  }
  for (const { ref, url } of writtenByScripts(realm)) if (isInsecure(url)) yield hit(realm.place(ref), `${url} comes by http:`);
}

function* insecureStyles({ styles, styleUses }: Directory): Iterable<Hit> {
  for (const { source, urls } of [...styles.values(), ...styleUses.map(({ style }) => style)]) {
    for (const { url, offset } of urls) if (isInsecure(url)) yield hit(source.place(offset), `${url} comes by http:`);
  }
}

function isInsecure(url: string | undefined): boolean {
  return url !== undefined && /^\s*(http|ws):\/\//i.test(url) && !LOCAL.test(url.trim());
}

function* credentialsInUrls({ realm }: Frame): Iterable<Hit> {
  for (const { at, url } of requestsOf(realm)) {
    const named = realm.parts([url]).find((part) => isCredential(realm, part));
    if (named) yield hit(realm.place(at), `${realm.text(named)} becomes part of an address`);
    else if (literalsOf(realm, url).some((text) => CREDENTIAL_IN_QUERY.test(text) || CREDENTIAL_BEFORE_HOST.test(text))) {
      yield hit(realm.place(at), 'a credential is written into an address');
    }
  }
}
