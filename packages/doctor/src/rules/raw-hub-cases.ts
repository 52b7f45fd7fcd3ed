import { LIBRARIES, type RuleCase } from '../raw-files.js';

const CONNECT = (body: string): string => `gadgets.HubSettings.onConnect = function () { ${body} };`;

export const HUB_CASES: readonly RuleCase[] = [
  {
    rule: 'hub-too-early',
    it: 'the hub while the document is read',
    broken: { script: `gadgets.Hub.subscribe('my.topic', function () {});` },
    at: 'gadgets.Hub.subscribe(',
    sound: [
      { script: CONNECT(`gadgets.Hub.subscribe('my.topic', function () {});`) },
      { script: `if (gadgets.Hub && gadgets.Hub.isConnected()) start();` },
      { script: `var hub = gadgets.Hub; function later() { hub.publish('x', 1); }`.replace('var hub = gadgets.Hub;', 'var hub; ') },
      { script: `(function (gadgets) { gadgets.Hub.publish('x', 1); })(standIn);` },
      { body: `<button onclick="gadgets.Hub.publish('x', 1)">say</button>` },
    ],
  },
  {
    rule: 'hub-too-early',
    it: 'in a function that is called at once, under another name',
    broken: { script: `var page = gadgets;\n(function () { function go() { page.Hub.publish('a.b', 1); } go(); }());` },
    at: 'page.Hub.publish(',
    sound: [
      {
        script: `var page = gadgets;\n(function () { function go() { page.Hub.publish('a.b', 1); } page.HubSettings.onConnect = go; }());`,
      },
    ],
  },
  {
    rule: 'hub-too-early',
    it: 'a module’s init called from the script',
    broken: {
      script: `finesse.modules = finesse.modules || {};
finesse.modules.X = (function ($) { return { init: function () { finesse.clientservices.ClientServices.init(finesse.gadget.Config); } }; }(jQuery));
finesse.modules.X.init();`,
    },
    at: 'finesse.clientservices.ClientServices.init(',
    sound: [
      {
        script: `finesse.modules = finesse.modules || {};
finesse.modules.X = (function ($) { return { init: function () { finesse.clientservices.ClientServices.init(finesse.gadget.Config); } }; }(jQuery));
${CONNECT('finesse.modules.X.init();')}`,
      },
    ],
  },
  {
    rule: 'hub-too-early',
    it: 'when the document is ready',
    broken: { script: `$(document).ready(function () { new finesse.restservices.User({ id: '1001' }); });` },
    at: 'new finesse.restservices.User(',
    sound: [
      { script: CONNECT(`$(document).ready(function () { new finesse.restservices.User({ id: '1001' }); });`) },
      { script: `$(document).ready(function () { $('#a').on('click', function () { gadgets.Hub.publish('a', 1); }); });` },
    ],
  },
  {
    rule: 'onconnect-too-late',
    it: 'set when the document is loaded',
    broken: { script: `jQuery(function () { gadgets.HubSettings.onConnect = start; });` },
    at: 'gadgets.HubSettings.onConnect =',
    sound: [
      { script: 'gadgets.HubSettings.onConnect = start;' },
      { script: `(function () { gadgets.HubSettings.onConnect = start; }());` },
      {
        script: `jQuery(function () { gadgets.HubSettings.onConnect = start; setTimeout(function () { if (gadgets.Hub.isConnected()) start(); }, 50); });`,
      },
    ],
  },
  {
    rule: 'onconnect-too-late',
    it: 'set after a timer, in a function by name',
    broken: { script: `function late() { window.gadgets.HubSettings.onConnect = start; }\nsetTimeout(late, 100);` },
    at: 'window.gadgets.HubSettings.onConnect =',
    sound: [],
  },
  {
    rule: 'onconnect-too-late',
    it: 'set in a script that comes when it comes',
    broken: {
      'G.xml': `<Module><ModulePrefs title="t"><Require feature="pubsub-2"/></ModulePrefs><Content type="html"><![CDATA[<script async src="a.js"></script>]]></Content></Module>`,
      'a.js': 'gadgets.HubSettings.onConnect = function () {};',
    },
    at: 'gadgets.HubSettings.onConnect =',
    sound: [
      {
        'G.xml': `<Module><ModulePrefs title="t"><Require feature="pubsub-2"/></ModulePrefs><Content type="html"><![CDATA[<script src="a.js"></script>]]></Content></Module>`,
        'a.js': 'gadgets.HubSettings.onConnect = function () {};',
      },
    ],
  },
  {
    rule: 'onconnect-too-late',
    it: 'set after an await',
    broken: { script: `async function go() { await words(); gadgets.HubSettings.onConnect = start; }\ngo();` },
    at: 'gadgets.HubSettings.onConnect =',
    sound: [
      { script: `async function go() { gadgets.HubSettings.onConnect = async function () { await words(); }; await words(); }\ngo();` },
    ],
  },
  {
    rule: 'onconnect-misspelt',
    it: 'another name of the settings',
    broken: { script: 'gadgets.HubSettings.onConnected = start;' },
    at: 'gadgets.HubSettings.onConnected =',
    sound: [
      { script: 'gadgets.HubSettings.onConnect = start; gadgets.HubSettings.params.HubClient.log = say; gadgets.HubSettings.params = {};' },
    ],
  },
  {
    rule: 'onconnect-misspelt',
    it: 'at the hub itself',
    broken: { script: CONNECT('gadgets.Hub.onConnect = start;') },
    at: 'gadgets.Hub.onConnect =',
    sound: [],
  },
  {
    rule: 'onconnect-overwritten',
    it: 'a second one',
    broken: { head: `${LIBRARIES}<script>gadgets.HubSettings.onConnect = one;</script>`, script: 'gadgets.HubSettings.onConnect = two;' },
    at: 'gadgets.HubSettings.onConnect = two',
    sound: [
      {
        head: `${LIBRARIES}<script>gadgets.HubSettings.onConnect = one;</script>`,
        script: 'var before = gadgets.HubSettings.onConnect; gadgets.HubSettings.onConnect = function () { before(); two(); };',
      },
      { script: 'if (x) { gadgets.HubSettings.onConnect = one; } else { gadgets.HubSettings.onConnect = two; }' },
    ],
  },
  {
    rule: 'hub-callback-unguarded',
    it: 'a message taken apart',
    broken: { script: CONNECT(`gadgets.Hub.subscribe('a.b', function (topic, data) { show(data.object.Update.data); });`) },
    at: 'data.object.Update.data',
    sound: [
      {
        script: CONNECT(
          `gadgets.Hub.subscribe('a.b', function (topic, data) { try { show(data.object.Update.data); } catch (e) { say(e); } });`,
        ),
      },
      { script: CONNECT(`gadgets.Hub.subscribe('a.b', function (topic, data) { show(data?.object?.Update?.data); });`) },
      { script: CONNECT(`gadgets.Hub.subscribe('a.b', function (topic, data) { show(data.text); });`) },
      { script: CONNECT(`gadgets.Hub.subscribe('a.b', guarded(function (topic, data) { show(data.object.Update.data); }));`) },
    ],
  },
  {
    rule: 'workflow-topic',
    it: 'by its name',
    broken: { script: CONNECT(`gadgets.Hub.subscribe('finesse.containerservices.workflowActionEvent', act);`) },
    at: 'gadgets.Hub.subscribe(',
    sound: [
      {
        script: CONNECT(
          `var c = finesse.containerservices.ContainerServices.init(); c.addHandler(finesse.containerservices.ContainerServices.Topics.WORKFLOW_ACTION_EVENT, act);`,
        ),
      },
      { script: CONNECT(`gadgets.Hub.subscribe('finesse.containerservices.activeTab', act);`) },
    ],
  },
  {
    rule: 'workflow-topic',
    it: 'by its constant',
    broken: {
      script: CONNECT(`var T = finesse.containerservices.ContainerServices.Topics; gadgets.Hub.subscribe(T.WORKFLOW_ACTION_EVENT, act);`),
    },
    at: 'gadgets.Hub.subscribe(',
    sound: [],
  },
  {
    rule: 'finesse-module',
    it: 'finesse.js as a module',
    broken: { head: '<script type="module" src="/desktop/assets/js/finesse.js"></script>' },
    at: 'src="/desktop',
    sound: [
      { head: '<script src="/desktop/assets/js/finesse.js"></script><script type="module" src="https://cdn.example/x.js"></script>' },
    ],
  },
  {
    rule: 'finesse-module',
    it: 'finesse.js imported',
    broken: { head: `<script type="module">import '/desktop/assets/js/finesse.js';</script>` },
    at: `'/desktop/assets`,
    sound: [{ head: `<script type="module">import '/desktop/assets/js/other.js';</script>` }],
  },
  {
    rule: 'amd-before-finesse',
    it: 'a loader first',
    broken: { head: `<script src="https://cdn.example/require.js"></script>${LIBRARIES}` },
    at: 'src="https://cdn.example/require.js"',
    sound: [
      { head: `${LIBRARIES}<script src="https://cdn.example/require.js"></script>` },
      { head: '<script src="https://cdn.example/require.js"></script>' },
    ],
  },
  {
    rule: 'auth-too-early',
    it: 'the credential before the library',
    broken: { head: `<script>var auth = new gadgets.Prefs().getString('authorization');</script>${LIBRARIES}` },
    at: 'new gadgets.Prefs()',
    sound: [
      { script: `var auth = new gadgets.Prefs().getString('authorization');` },
      { head: `<script>var id = new gadgets.Prefs().getString('id');</script>${LIBRARIES}` },
      { head: `<script>function auth() { return new gadgets.Prefs().getString('authorization'); }</script>${LIBRARIES}` },
    ],
  },
  {
    rule: 'own-xmpp',
    it: 'a library for it',
    broken: { head: `${LIBRARIES}<script src="https://cdn.example/strophe.min.js"></script>` },
    at: 'src="https://cdn.example/strophe',
    sound: [{ head: `${LIBRARIES}<script src="https://cdn.example/catastrophe.js"></script>` }],
  },
  {
    rule: 'own-xmpp',
    it: 'a WebSocket for it',
    broken: { script: `new WebSocket('wss://' + location.host + '/ws/', 'xmpp');` },
    at: 'new WebSocket(',
    sound: [{ script: `new WebSocket('wss://' + location.host + '/chat', 'chat');` }],
  },
  {
    rule: 'hub-callback-unguarded',
    it: 'a message parsed',
    broken: { script: CONNECT(`gadgets.Hub.subscribe('a.b', function (topic, data) { show(JSON.parse(data)); });`) },
    at: 'JSON.parse(data)',
    sound: [
      {
        script: CONNECT(`gadgets.Hub.subscribe('a.b', function (topic, data) { try { show(JSON.parse(data)); } catch (e) { say(e); } });`),
      },
    ],
  },
  {
    rule: 'own-xmpp',
    it: 'the page’s own resource',
    broken: { script: `function go() { connect(id + '@' + domain + '/desktop', password); }` },
    at: `id + '@'`,
    sound: [{ script: `function go() { open('https://' + host + '/desktop'); }` }],
  },
  {
    rule: 'own-xmpp',
    it: 'the notification service over HTTP',
    broken: { script: `function go() { fetch('https://' + host + '/http-bind/', { method: 'POST' }); }` },
    at: 'fetch(',
    sound: [],
  },
  {
    rule: 'hub-callback-unguarded',
    it: 'an error thrown on purpose',
    broken: { script: CONNECT(`gadgets.Hub.subscribe('a.b', function () { if (!ready) throw new Error('too early'); });`) },
    at: 'throw new Error',
    sound: [{ script: CONNECT(`gadgets.Hub.subscribe('a.b', function () { if (!ready) return; });`) }],
  },
];
