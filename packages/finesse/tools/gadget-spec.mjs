// The text of a gadget's spec and of what is pasted into a layout. Facts: Finesse 12.5 guide pp. 384-412; developer documentation, "Gadget Specification XML
// Features" and "Optimizing Gadget Resource Loading".

/** What an author may say in gadget.json, with what stands where nothing is said. Throws `GadgetError` for what makes no gadget. */
export function settingsOf(given) {
  const { name, title, description, folder, base, views, collapsible, loading, prefs, features, finesseJs, tab, ...unknown } = given;
  const strangers = Object.keys(unknown);
  if (strangers.length > 0) throw new GadgetError(`gadget.json: nobody knows ${strangers.join(', ')}`);
  if (typeof name !== 'string' || !/^[A-Za-z][\w-]*$/.test(name)) {
    throw new GadgetError('gadget.json: "name" becomes the name of the files: a letter, then letters, digits, - and _');
  }
  const settings = {
    name,
    title: text('title', title ?? name),
    description: text('description', description ?? ''),
    folder: text('folder', folder ?? name.toLowerCase()),
    base: text('base', base ?? './'),
    views: list('views', views ?? ['default']),
    collapsible: collapsible === true,
    loading: loading && { manual: loading.manual === true, seconds: Number(loading.seconds ?? 10) },
    prefs: Object.entries(prefs ?? {}),
    features: list('features', features ?? []),
    finesseJs: finesseJs === true,
    tab: { id: name.toLowerCase(), label: text('title', title ?? name), ...tab },
  };
  if (!/^[\w.-]+(\/[\w.-]+)*$/.test(settings.folder))
    throw new GadgetError('gadget.json: "folder" is a path of plain names, without a / at its ends');
  if (!/^(\.\/|\/|https:\/\/)/.test(settings.base) || !settings.base.endsWith('/')) {
    throw new GadgetError('gadget.json: "base" is where the files lie: ./ or an https: address, with a / at its end');
  }
  for (const [pref] of settings.prefs) {
    if (!/^\w+$/.test(pref))
      throw new GadgetError(`gadget.json: preferences have names of letters, digits and _ (Finesse 12.5 guide p. 395): ${pref}`);
  }
  return settings;
}

/** What is wrong with a gadget's folder, in words for its author. */
export class GadgetError extends Error {}

/** The spec. `content`: the markup of the page's body; `versions`: of the script and of the style sheet, if there is one. */
export function specOf(settings, content, versions) {
  const { name, title, description, base, views, collapsible, loading, prefs, features, finesseJs } = settings;
  checkMarkup(content);
  // pubsub-2 is the hub; without setprefs finesse.js cannot store what requests are authorized with.
  const required = ['pubsub-2', 'setprefs', 'dynamic-height', 'settitle', ...(views.includes('canvas') ? ['views'] : []), ...features];
  const excluded = [`${name}.js`, ...(versions.css ? [`${name}.css`] : []), ...(finesseJs ? ['/desktop/assets/js/'] : [])];
  const script = (src) => `<script src="${escape(src)}"></script>`;
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<Module>',
    `  <ModulePrefs title="${escape(title)}" description="${escape(description)}">`,
    ...[...new Set(required)].map((feature) => `    <Require feature="${escape(feature)}" />`),
    ...(loading
      ? [
          '    <Require feature="loadingindicator">',
          `      <Param name="manual-dismiss">${loading.manual}</Param>`,
          `      <Param name="loading-timeout">${loading.seconds}</Param>`,
          '    </Require>',
        ]
      : []),
    ...(collapsible ? ['    <Optional feature="collapsible" />'] : []),
    // The desktop would bundle, minify and read what it does not understand: modern styles break in it, and nothing is cached.
    '    <Optional feature="content-rewrite">',
    ...excluded.map((url) => `      <Param name="exclude-url">${escape(url)}</Param>`),
    '    </Optional>',
    '  </ModulePrefs>',
    ...prefs.map(([pref, value]) => `  <UserPref name="${pref}" datatype="hidden" default_value="${escape(String(value))}" />`),
    `  <Content type="html" view="${escape(views.join(','))}"><![CDATA[`,
    '<!DOCTYPE html>',
    '<meta charset="utf-8">',
    ...(versions.css ? [`<link rel="stylesheet" href="${escape(`${base}${name}.css?v=${versions.css}`)}">`] : []),
    content.trim().replaceAll(']]>', ']]]]><![CDATA[>'),
    ...(finesseJs ? [script('/desktop/assets/js/jquery.min.js'), script('/desktop/assets/js/finesse.min.js')] : []),
    script(`${base}${name}.js?v=${versions.js}`),
    ']]></Content>',
    '</Module>',
  ];
  return `${lines.join('\n')}\n`;
}

/** What is pasted into the `<tabs>` of the desktop's layout. */
export function layoutOf({ name, folder, base, tab }) {
  const url = base.startsWith('https:') ? `${base}${name}.xml` : `/3rdpartygadget/files/${folder}/${name}.xml`;
  const lines = [
    '<!-- Paste it into <tabs>, or the line with <gadget> alone into a column that is there. Changes count from the next sign-in on. -->',
    '<tab>',
    `  <id>${escape(tab.id)}</id>`,
    ...(tab.icon === undefined ? [] : [`  <icon>${escape(tab.icon)}</icon>`]),
    `  <label>${escape(tab.label)}</label>`,
    '  <columns>',
    '    <column>',
    '      <gadgets>',
    `        <gadget>${escape(url)}</gadget>`,
    '      </gadgets>',
    '    </column>',
    '  </columns>',
    '</tab>',
  ];
  return `${lines.join('\n')}\n`;
}

// The desktop takes styles in the document apart, and does not know half of what styles are today (Finesse 12.5 guide p. 403).
function checkMarkup(content) {
  const wrong = /<(style|script|base|html|head|body)\b/i.exec(content)?.[1];
  if (wrong === undefined) return;
  throw new GadgetError(
    `gadget.html is what stands in the body: <${wrong.toLowerCase()}> has no place in it. Styles go into gadget.css, scripts into src/main.ts`,
  );
}

function text(key, value) {
  if (typeof value === 'string') return value;
  throw new GadgetError(`gadget.json: "${key}" is a text`);
}

function list(key, value) {
  if (Array.isArray(value) && value.every((each) => typeof each === 'string')) return value;
  throw new GadgetError(`gadget.json: "${key}" is a list of texts`);
}

function escape(value) {
  return value.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
