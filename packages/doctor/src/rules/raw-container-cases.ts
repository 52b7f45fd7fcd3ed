import { gadgetOf, type RuleCase } from '../raw-files.js';

const features = ['pubsub-2', 'setprefs', 'dynamic-height'];
const TOPICS = 'finesse.containerservices.ContainerServices.Topics';
const late = (body: string): string => `function later() { ${body} }`;
const onLayout = (gadget: string, script: string): Record<string, string> => ({
  'Gadget.xml': gadgetOf({ features, script }),
  'layout.xml': `<finesseLayout><layout><role>Agent</role>${gadget}</layout></finesseLayout>`,
});
const inPage = (address: string): string => `<page><gadget>${address}</gadget></page>`;
const inTab = (address: string): string => `<tabs><tab><id>home</id><gadgets><gadget>${address}</gadget></gadgets></tab></tabs>`;
const ADDRESS = '/3rdpartygadget/files/gadgets/Gadget.xml';
const fit = 'function fit() { gadgets.window.adjustHeight(); }';

export const CONTAINER_CASES: readonly RuleCase[] = [
  {
    rule: 'height-hidden-tab',
    it: 'never again',
    broken: { features, script: fit },
    at: 'gadgets.window.adjustHeight(',
    sound: [
      { features, script: `${fit} function start(services) { services.addHandler(${TOPICS}.ACTIVE_TAB, fit); }` },
      { features, script: `${fit} function start(services) { services.addHandler('tabVisible', function () { fit(); }); }` },
      { features, script: `${fit} new ResizeObserver(fit).observe(document.body);` },
      { features, script: fit, head: '<script src="https://cdn.example/rest-of-it.js"></script>' },
      onLayout(inPage(ADDRESS), fit),
    ],
  },
  {
    rule: 'height-hidden-tab',
    it: 'a handler that does something else',
    broken: {
      features,
      script: `${fit} function start(services) { services.addHandler(${TOPICS}.ACTIVE_TAB, function () { show('here'); }); }`,
    },
    at: 'gadgets.window.adjustHeight(',
    sound: [],
  },
  {
    rule: 'active-tab-page-level',
    it: 'above the tabs',
    broken: onLayout(inPage(ADDRESS), late(`services.addHandler(${TOPICS}.ACTIVE_TAB, show);`)),
    at: 'services.addHandler(',
    sound: [
      onLayout(inTab(ADDRESS), late(`services.addHandler(${TOPICS}.ACTIVE_TAB, show);`)),
      onLayout(inPage(ADDRESS), late(`services.addHandler('finesse.containerservices.activeTab', show);`)),
      onLayout(inPage('/3rdpartygadget/files/gadgets/Other.xml'), late(`services.addHandler(${TOPICS}.ACTIVE_TAB, show);`)),
    ],
  },
  {
    rule: 'fixed-and-adjusted-height',
    it: 'both',
    broken: onLayout(inTab(`${ADDRESS}?a=1&amp;gadgetHeight=300`), fit),
    at: '<gadget>',
    sound: [onLayout(inTab(`${ADDRESS}?a=1`), fit), onLayout(inTab(`${ADDRESS}?gadgetHeight=300`), late('show();'))],
  },
  {
    rule: 'numeric-gadget-id',
    it: 'with a number',
    broken: { script: late('if (services.getMyGadgetId() === 0) show();') },
    at: 'services.getMyGadgetId() === 0',
    sound: [
      { script: late(`if (services.getMyGadgetId() === '0' || String(event.getGadgetId()) === String(services.getMyGadgetId())) show();`) },
      { script: late('if (services.getMyGadgetId() == 0 || event.getMaxAvailableHeight() === 300) show();') },
    ],
  },
  {
    rule: 'numeric-gadget-id',
    it: 'with what was made a number',
    broken: { script: late('if (event.getGadgetId() !== parseInt(mid, 10)) return;') },
    at: 'event.getGadgetId() !==',
    sound: [],
  },
  {
    rule: 'numeric-gadget-id',
    it: 'in a switch',
    broken: { script: late('switch (services.getMyGadgetId()) { case 0: show(); }') },
    at: 'case 0',
    sound: [{ script: late(`switch (services.getMyGadgetId()) { case '0': show(); }`) }],
  },
  {
    rule: 'tick-heavy',
    it: 'a list built anew',
    broken: { script: late(`services.addHandler(${TOPICS}.TIMER_TICK_EVENT, function () { $('#list').html(rows()); });`) },
    at: 'services.addHandler(',
    sound: [
      { script: late(`services.addHandler(${TOPICS}.TIMER_TICK_EVENT, function () { $('#now').text(clock()); });`) },
      { script: late(`services.addHandler(${TOPICS}.TIMER_TICK_EVENT, function () { if (++n % 10 === 0) $('#list').html(rows()); });`) },
    ],
  },
  {
    rule: 'tick-heavy',
    it: 'a loop, in a function by name',
    broken: {
      script: late(
        `function all() { for (var i = 0; i < calls.length; i++) $('#' + calls[i]).text(clock()); } function tick() { all(); } services.addHandler(${TOPICS}.TIMER_TICK_EVENT, tick);`,
      ),
    },
    at: 'services.addHandler(',
    sound: [
      {
        script: late(
          `services.addHandler(${TOPICS}.TIMER_TICK_EVENT, function () { $('#all').text(calls.map(function (call) { return call.id; }).join()); });`,
        ),
      },
    ],
  },
  {
    rule: 'blocking-dialog',
    it: 'alert',
    broken: { script: late(`window.alert('Hello');`) },
    at: 'window.alert(',
    sound: [
      { script: late(`services.showDialog({ title: 'Hello' }); my.alert('x'); function alert(text) { show(text); } alert('x');`) },
      { script: '// alert("x")\nvar text = "alert(1)";' },
    ],
  },
  {
    rule: 'blocking-dialog',
    it: 'in a handler of the document',
    broken: { body: '<button onclick="return confirm(&quot;Sure?&quot;)">Go</button>' },
    at: 'confirm(',
    sound: [{ body: '<button onclick="finesse.modules.X.confirm()" title="confirm()">Go</button>' }],
  },
  {
    rule: 'toaster-hidden',
    it: 'without saying when',
    broken: { script: late(`finesse.containerservices.FinesseToaster.showToaster('Call', { body: 'A call' });`) },
    at: 'finesse.containerservices.FinesseToaster',
    sound: [
      { script: late(`finesse.containerservices.FinesseToaster.showToaster('Call', { body: 'A call', showWhenVisible: false });`) },
      { script: late(`finesse.containerservices.FinesseToaster.showToaster('Call', options);`) },
    ],
  },
  {
    rule: 'numeric-gadget-id',
    it: 'with a number under a name',
    broken: { script: late('var mine = parseInt(services.getMyGadgetId(), 10); if (event.getGadgetId() === mine) show();') },
    at: 'event.getGadgetId() === mine',
    sound: [{ script: late('var mine = services.getMyGadgetId(); if (event.getGadgetId() === mine) show();') }],
  },
  {
    rule: 'tick-heavy',
    it: 'a condition inside of the work',
    broken: {
      script: late(
        `services.addHandler(${TOPICS}.TIMER_TICK_EVENT, function () { calls.forEach(function (call) { if (call.held) $('#' + call.id).text(clock()); }); });`,
      ),
    },
    at: 'services.addHandler(',
    sound: [
      { script: late(`services.addHandler(${TOPICS}.TIMER_TICK_EVENT, function () { ++n % 10 === 0 && $('#list').html(rows()); });`) },
      { script: late(`services.addHandler(${TOPICS}.TIMER_TICK_EVENT, () => ++n % 10 === 0 && $('#list').html(rows()));`) },
    ],
  },
  {
    rule: 'tick-heavy',
    it: 'a long count, in a function that nobody declares',
    broken: {
      script: `work = function () { for (var i = 0; i < 100000; i++) sum += i; };\n${late(`services.addHandler(${TOPICS}.TIMER_TICK_EVENT, function () { work(); });`)}`,
    },
    at: 'services.addHandler(',
    sound: [
      {
        script: `work = function () { for (var i = 0; i < 10; i++) sum += i; };\n${late(`services.addHandler(${TOPICS}.TIMER_TICK_EVENT, function () { work(); });`)}`,
      },
    ],
  },
];
