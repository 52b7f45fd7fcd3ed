import type { RuleCase } from '../raw-files.js';

const USER = `var user = new finesse.restservices.User({ id: '1001' });`;
const late = (body: string): string => `function later() { ${body} }`;

export const OBJECT_CASES: readonly RuleCase[] = [
  {
    rule: 'single-or-array',
    it: 'participants gone through',
    broken: { script: late('var ps = data.dialog.participants.Participant; ps.forEach(show);') },
    at: 'ps.forEach',
    sound: [
      { script: late('var ps = [].concat(data.dialog.participants.Participant); ps.forEach(show);') },
      { script: late('var ps = data.dialog.participants.Participant; if (!Array.isArray(ps)) ps = [ps]; ps.forEach(show);') },
      { script: late('var ps = finesse.utilities.Utilities.getArray(data.dialog.participants.Participant); ps.forEach(show);') },
      { script: late('var ps = model.participants; ps.forEach(show);') },
    ],
  },
  {
    rule: 'single-or-array',
    it: 'the first call variable',
    broken: { script: late(`show(dialog.mediaProperties.callvariables.CallVariable[0].value);`) },
    at: 'dialog.mediaProperties',
    sound: [{ script: late(`show(dialog.mediaProperties.callvariables.CallVariable.value);`) }],
  },
  {
    rule: 'single-or-array',
    it: 'teams in a loop',
    broken: { script: late('for (const team of user.teams.Team) show(team);') },
    at: 'for (const team',
    sound: [{ script: late('for (const team of asArray(user.teams.Team)) show(team);') }],
  },
  {
    rule: 'collection-add-only',
    it: 'without onLoad',
    broken: { script: late(`${USER} user.getDialogs({ onCollectionAdd: add, onCollectionDelete: gone });`) },
    at: 'onCollectionAdd',
    sound: [
      {
        script: late(
          `${USER} var calls = user.getDialogs({ onCollectionAdd: add, onLoad: function () { $.each(calls.getCollection(), add); } });`,
        ),
      },
      { script: late(`${USER} user.getDialogs(Object.assign({}, all)); user.getQueues({ onLoad: show });`) },
      { script: late(`${USER} user.getDialogs({ ...all, onCollectionAdd: add });`) },
    ],
  },
  {
    rule: 'collection-add-only',
    it: 'an onLoad that looks at nothing',
    broken: { script: late(`${USER} function loaded() { show('ready'); } user.getDialogs({ onCollectionAdd: add, onLoad: loaded });`) },
    at: 'onCollectionAdd',
    sound: [
      {
        script: late(
          `${USER} var calls; function all() { $.each(calls.getCollection(), add); } function loaded() { all(); } calls = user.getDialogs({ onCollectionAdd: add, onLoad: loaded });`,
        ),
      },
    ],
  },
  {
    rule: 'duplicate-rest-object',
    it: 'two users of one id',
    broken: {
      script: late(`var a = new finesse.restservices.User({ id: finesse.gadget.Config.id });
      var id = finesse.gadget.Config.id; var b = new finesse.restservices.User({ id: id });`),
    },
    at: 'new finesse.restservices.User({ id: id })',
    sound: [
      {
        script: late(
          `var a = new finesse.restservices.User({ id: one }); var b = new finesse.restservices.User({ id: two }); var c = new finesse.restservices.Team({ id: one });`,
        ),
      },
      {
        script: late(
          `var a = new finesse.restservices.User({ id: one }); var b = new finesse.restservices.User({ id: one, autoSubscribe: false });`,
        ),
      },
      {
        script: late(
          `var a; if (x) { a = new finesse.restservices.User({ id: one }); } else { a = new finesse.restservices.User({ id: one, onLoad: b }); }`,
        ),
      },
    ],
  },
  {
    rule: 'success-trusted',
    it: 'nobody for a later error',
    broken: { script: late(`${USER} user.setState('READY', null, { success: done });`) },
    at: 'user.setState(',
    sound: [
      { script: late(`${USER} user.setState('READY', null, { success: done, error: failed });`) },
      { script: late(`${USER} user.setState('READY', null, handlers);`) },
      { script: late(`$.ajax({ url: '/x', success: done });`) },
    ],
  },
  {
    rule: 'success-trusted',
    it: 'the state shown at once',
    broken: {
      script: late(`${USER} user.setState('READY', null, { success: function () { $('#state').text('READY'); }, error: failed });`),
    },
    at: `$('#state').text('READY')`,
    sound: [
      { script: late(`${USER} user.setState('READY', null, { success: function () { $('#state').text('asked'); }, error: failed });`) },
      {
        script: late(
          `${USER} user.setState('READY', null, { success: function () { $('#state').text(user.getState()); }, error: failed });`,
        ),
      },
    ],
  },
  {
    rule: 'reason-plain-id',
    it: 'a number',
    broken: { script: late(`${USER} user.setState(finesse.restservices.User.States.NOT_READY, 12);`) },
    at: 'user.setState(',
    sound: [
      { script: late(`${USER} user.setState(finesse.restservices.User.States.NOT_READY, { id: 12 });`) },
      { script: late(`${USER} user.setState('READY', null); user.setState('NOT_READY', reason); user.logout(reason, handlers);`) },
      { script: late(`component.setState({ a: 1 }, 5);`) },
    ],
  },
  {
    rule: 'reason-plain-id',
    it: 'what a select holds, at sign-out',
    broken: { script: late(`${USER} user.logout($('#reason').val(), handlers);`) },
    at: 'user.logout(',
    sound: [{ script: late(`${USER} user.logout({ id: $('#reason').val() }, handlers); session.logout(5);`) }],
  },
  {
    rule: 'queue-on-uccx',
    it: 'queues of a user',
    broken: { script: late(`${USER} user.getQueues({ onLoad: show });`) },
    at: 'user.getQueues(',
    sound: [{ script: late(`${USER} if (info.getDeploymentType() !== 'UCCX') user.getQueues({ onLoad: show });`) }],
  },
  {
    rule: 'recovered-ignored',
    it: 'a read of its own',
    broken: { script: late(`fetch('/finesse/api/User/1001').then(show);`) },
    at: `fetch('/finesse`,
    sound: [
      {
        script: late(`fetch('/finesse/api/User/1001').then(show); finesse.clientservices.ClientServices.registerOnConnectHandler(later);`),
      },
      { script: late(`fetch('/finesse/api/User/1001', { method: 'PUT' });`) },
      { script: late(`fetch('/3rdpartygadget/files/x/words.json').then(show); gadgets.Hub.subscribe('finesse.info.connection', again);`) },
    ],
  },
  {
    rule: 'recovered-ignored',
    it: 'events straight from the hub',
    broken: { script: late(`gadgets.Hub.subscribe('finesse.api.User.' + id, change);`) },
    at: 'gadgets.Hub.subscribe(',
    sound: [
      { script: late(`gadgets.Hub.subscribe('finesse.api.User.' + id, change); gadgets.Hub.subscribe('finesse.info.connection', again);`) },
    ],
  },
  {
    rule: 'single-or-array',
    it: 'once for its length and its entries',
    broken: { script: late('var list = r.object.ReasonCodes.ReasonCode; for (var i = 0; i < list.length; i++) show(list[i], list[0]);') },
    at: 'list.length',
    sound: [
      {
        script: late(
          'var contacts = book.getEmbeddedContacts(); if (!(contacts instanceof Array)) contacts = [contacts]; contacts.forEach(show);',
        ),
      },
    ],
  },
  {
    rule: 'collection-add-only',
    it: 'by a handler that is added',
    broken: { script: late(`calls.addHandler('collectionAdd', show);`) },
    at: 'calls.addHandler(',
    sound: [{ script: late(`calls.addHandler('collectionAdd', show); $.each(calls.getCollection(), show);`) }],
  },
  {
    rule: 'reason-plain-id',
    it: 'an id by its name, or by its value',
    broken: { script: `function away(reasonCodeId) { user.setState('NOT_READY', reasonCodeId); }` },
    at: 'user.setState(',
    sound: [{ script: `function away(reasonCode) { user.setState('NOT_READY', reasonCode); }` }],
  },
  {
    rule: 'recovered-ignored',
    it: 'a listener that knows only the other states',
    broken: {
      script: late(
        `gadgets.Hub.subscribe('finesse.api.User.1', change); gadgets.Hub.subscribe('finesse.info.connection', function (t, d) { if (d.status === 'connected') again(); });`,
      ),
    },
    at: `gadgets.Hub.subscribe('finesse.api`,
    sound: [
      {
        script: late(
          `gadgets.Hub.subscribe('finesse.api.User.1', change); gadgets.Hub.subscribe('finesse.info.connection', function (t, d) { if (d.status === 'connected' || d.status === 'recovered') again(); });`,
        ),
      },
    ],
  },
  {
    rule: 'single-or-array',
    it: 'under a name, from an answer',
    broken: { script: `function loaded(answer) { var list = answer.object.ReasonCodes.ReasonCode; list.forEach(show); }` },
    at: 'list.forEach',
    sound: [
      {
        script: `function loaded(answer) { var list = answer.object.ReasonCodes.ReasonCode; if (typeof list === 'object') show(list.label); }`,
      },
    ],
  },
];
