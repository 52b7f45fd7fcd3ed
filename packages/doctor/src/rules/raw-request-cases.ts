import { LIBRARIES, type RuleCase } from '../raw-files.js';

const late = (body: string): string => `function later() { ${body} }`;

export const REQUEST_CASES: readonly RuleCase[] = [
  {
    rule: 'localhost-in-browser',
    it: 'the proxy’s host in a fetch',
    broken: {
      script: late(
        `var cfg = finesse.gadget.Config; fetch(cfg.scheme + '://' + cfg.restHost + ':' + cfg.localhostPort + '/finesse/api/x');`,
      ),
    },
    at: 'fetch(',
    sound: [
      { script: late(`var cfg = finesse.gadget.Config; fetch(cfg.scheme + '://' + cfg.host + ':' + cfg.hostPort + '/finesse/api/x');`) },
      { script: late(`var cfg = finesse.gadget.Config; gadgets.io.makeRequest('https://' + cfg.restHost + '/finesse/api/x', show, {});`) },
    ],
  },
  {
    rule: 'localhost-in-browser',
    it: 'localhost written out, by way of a variable',
    broken: { script: late(`var url = 'http://localhost:8082/finesse/api/x'; $.ajax({ url: url, success: show });`) },
    at: '$.ajax(',
    sound: [{ script: late(`$.ajax({ url: '/finesse/api/x?from=localhost', success: show });`) }],
  },
  {
    rule: 'localhost-in-browser',
    it: 'a script from localhost',
    broken: { head: `${LIBRARIES}<script src="https://localhost/a.js"></script>` },
    at: 'src="https://localhost',
    sound: [{ head: `${LIBRARIES}<script src="https://localhost.example/a.js"></script>` }],
  },
  {
    rule: 'script-relative-url',
    it: 'a file beside the spec',
    broken: { script: late(`$.getJSON('data/words.json', show);`) },
    at: '$.getJSON(',
    sound: [
      {
        script: late(`$.getJSON('/3rdpartygadget/files/x/words.json', show); fetch(base + 'words.json'); $('#list').load(); img.src = '';`),
      },
      { body: '<img src="a.png">' },
    ],
  },
  {
    rule: 'script-relative-url',
    it: 'a picture',
    broken: { script: late(`var img = new Image(); img.src = './icons/' + name + '.png';`) },
    at: 'img.src =',
    sound: [{ script: late(`var img = new Image(); img.src = 'data:image/png;base64,' + data; link.href = 'notes.html';`) }],
  },
  {
    rule: 'script-relative-url',
    it: 'in HTML that a script writes',
    broken: { script: late(`box.innerHTML = '<img src="icons/on.png" alt="">';`) },
    at: `'<img`,
    sound: [{ script: late(`box.innerHTML = '<img src="/3rdpartygadget/files/x/on.png"><a href="x.html">';`) }],
  },
  {
    rule: 'mixed-content',
    it: 'a picture',
    broken: { body: '<img src="http://example.com/a.png">' },
    at: 'src="http:',
    sound: [{ body: '<a href="http://example.com/">x</a><img src="https://example.com/a.png"><link rel="next" href="//x/y">' }],
  },
  {
    rule: 'mixed-content',
    it: 'a request',
    broken: { script: late(`fetch('http://' + host + '/orders');`) },
    at: 'fetch(',
    sound: [
      {
        script: late(
          `fetch('https://' + host + '/orders'); gadgets.io.makeRequest('http://crm.example/orders', show, {}); window.open('http://x.example');`,
        ),
      },
    ],
  },
  {
    rule: 'mixed-content',
    it: 'a background',
    broken: { body: '<style>a { background: url(http://example.com/a.png) }</style>' },
    at: 'url(http:',
    sound: [{ body: '<style>a { background: url(https://example.com/a.png) }</style>' }],
  },
  {
    rule: 'basic-header',
    it: 'put together',
    broken: { script: late(`var h = { Authorization: 'Basic ' + finesse.gadget.Config.authorization };`) },
    at: `'Basic '`,
    sound: [
      { script: late('var h = { Authorization: finesse.utilities.Utilities.getAuthHeaderString(finesse.gadget.Config) };') },
      { script: late(`var h = sso ? 'Bearer ' + token : 'Basic ' + auth; var t = 'Basic settings';`) },
    ],
  },
  {
    rule: 'basic-header',
    it: 'in a template',
    broken: { script: late('var h = `Basic ${auth}`;') },
    at: '`Basic',
    sound: [{ script: late('var h = `Basic`; var g = `Basically ${x}`;') }],
  },
  {
    rule: 'body-unescaped',
    it: 'a wrap-up reason',
    broken: { script: late(`var body = '<Dialog><wrapUpReason>' + reason + '</wrapUpReason></Dialog>';`) },
    at: 'reason +',
    sound: [
      { script: late(`var body = '<Dialog><wrapUpReason>' + escapeXml(reason) + '</wrapUpReason></Dialog>';`) },
      {
        script: late(
          `var u = finesse.utilities.Utilities; var safe = u.translateXMLEntities(reason, true); var body = '<wrapUpReason>' + safe + '</wrapUpReason>';`,
        ),
      },
      { script: late(`var body = '<User><state>' + state + '</state></User>'; var row = '<td>' + name + '</td>';`) },
    ],
  },
  {
    rule: 'body-unescaped',
    it: 'a text that the library decodes, for it was not told to encode',
    broken: { script: late(`var body = '<wrapUpReason>' + finesse.utilities.Utilities.translateXMLEntities(reason) + '</wrapUpReason>';`) },
    at: 'finesse.utilities.Utilities.translateXMLEntities(reason)',
    sound: [
      {
        script: late(
          `var u = finesse.utilities.Utilities; var body = '<value>' + u.translateHTMLEntities(a, true) + '</value><name>' + u.translateXMLEntities(b, yes) + '</name>';`,
        ),
      },
      {
        script: late(`var body = '<value>' + translateXMLEntities(own) + '</value><name>' + u.translateXMLEntities(...both) + '</name>';`),
      },
    ],
  },
  {
    rule: 'body-unescaped',
    it: 'a value in a template',
    broken: { script: late('var body = `<CallVariable><name>callVariable1</name><value>${text}</value></CallVariable>`;') },
    at: 'text}',
    sound: [{ script: late('var body = `<CallVariable><name>callVariable1</name><value>${encodeXml(text)}</value></CallVariable>`;') }],
  },
  {
    rule: 'body-unescaped',
    it: 'typed text given to the library',
    broken: { script: late(`dialog.updateWrapUpReason($('#reason').val(), handlers);`) },
    at: `$('#reason').val()`,
    sound: [
      {
        script: late(
          `dialog.updateWrapUpReason(escape($('#reason').val()), handlers); dialog.updateWrapUpReason(reasons[i].getLabel(), handlers);`,
        ),
      },
    ],
  },
  {
    rule: 'request-storm',
    it: 'polling',
    broken: { script: late(`function poll() { $.ajax({ url: '/finesse/api/x' }); } setInterval(poll, 2 * 1000);`) },
    at: 'setInterval(',
    sound: [
      { script: late(`function poll() { $.ajax({ url: '/finesse/api/x' }); } setInterval(poll, 60 * 1000);`) },
      { script: late(`function tick() { $('#now').text(Date.now()); } setInterval(tick, 1000); fetch('/x');`) },
      { script: late(`setTimeout(function () { fetch('/x'); }, 500);`) },
    ],
  },
  {
    rule: 'request-storm',
    it: 'a time-out that sets itself again',
    broken: { script: `function poll() { fetch('/x').then(function () { setTimeout(poll, 3000); }); }` },
    at: 'setTimeout(',
    sound: [{ script: `function poll() { fetch('/x').then(function () { setTimeout(poll, 30000); }); }` }],
  },
  {
    rule: 'request-storm',
    it: 'with each tick',
    broken: {
      script: late(
        `services.addHandler(finesse.containerservices.ContainerServices.Topics.TIMER_TICK_EVENT, function () { gadgets.io.makeRequest('/x', show, {}); });`,
      ),
    },
    at: 'services.addHandler(',
    sound: [
      {
        script: late(
          `services.addHandler(finesse.containerservices.ContainerServices.Topics.TIMER_TICK_EVENT, function () { if (++n % 60 === 0) gadgets.io.makeRequest('/x', show, {}); });`,
        ),
      },
      {
        script: late(
          `services.addHandler(finesse.containerservices.ContainerServices.Topics.ACTIVE_TAB, function () { gadgets.io.makeRequest('/x', show, {}); });`,
        ),
      },
    ],
  },
  {
    rule: 'credentials-in-url',
    it: 'the authorization in a query',
    broken: { script: late(`var cfg = finesse.gadget.Config; fetch('https://crm.example/?a=' + encodeURIComponent(cfg.authorization));`) },
    at: 'fetch(',
    sound: [
      {
        script: late(
          `var cfg = finesse.gadget.Config; fetch('https://crm.example/?a=' + encodeURIComponent(cfg.id), { headers: { Authorization: cfg.authorization } });`,
        ),
      },
    ],
  },
  {
    rule: 'credentials-in-url',
    it: 'a password written out',
    broken: { script: late(`gadgets.io.makeRequest('https://bob:secret@crm.example/orders', show, {});`) },
    at: 'gadgets.io.makeRequest(',
    sound: [{ script: late(`gadgets.io.makeRequest('https://crm.example/@bob:8080/orders?word=password', show, {});`) }],
  },
  {
    rule: 'credentials-in-log',
    it: 'the whole configuration',
    broken: { script: late(`console.log('config', JSON.stringify(finesse.gadget.Config));`) },
    at: 'console.log(',
    sound: [{ script: late(`console.log('config', finesse.gadget.Config.id, finesse.gadget.Config.host);`) }],
  },
  {
    rule: 'credentials-in-log',
    it: 'the token, under a name',
    broken: {
      script: late(
        `var cfg = finesse.gadget.Config, logger = finesse.cslogger.ClientLogger, token = cfg.authToken; logger.log('token ' + token);`,
      ),
    },
    at: 'logger.log(',
    sound: [
      {
        script: late(
          `var logger = finesse.cslogger.ClientLogger; logger.log('token: ' + (finesse.gadget.Config.authToken ? 'yes' : 'no'));`,
        ),
      },
    ],
  },
  {
    rule: 'script-relative-url',
    it: 'a sound',
    broken: { script: late(`new Audio('sounds/ring.mp3').play();`) },
    at: 'new Audio(',
    sound: [{ script: late(`new Audio('/3rdpartygadget/files/x/ring.mp3').play();`) }],
  },
  {
    rule: 'script-relative-url',
    it: 'a link that a script makes',
    broken: { script: late(`var l = document.createElement('link'); l.setAttribute('href', 'late.css');`) },
    at: 'l.setAttribute(',
    sound: [{ script: late(`var a = document.createElement('a'); a.setAttribute('href', 'late.html');`) }],
  },
  {
    rule: 'script-relative-url',
    it: 'attributes together',
    broken: { script: late(`$('<img>').attr({ alt: '', src: 'on.png' });`) },
    at: `$('<img>').attr(`,
    sound: [{ script: late(`$('<img>').attr({ alt: 'on.png', src: base + 'on.png' });`) }],
  },
  {
    rule: 'basic-header',
    it: 'joined',
    broken: { script: late(`var h = ['Basic', auth].join(' ');`) },
    at: `['Basic'`,
    sound: [{ script: late(`var words = ['Advanced', 'Basic'].join(' ');`) }],
  },
  {
    rule: 'body-unescaped',
    it: 'in a list that is joined',
    broken: { script: late(`var body = ['<CallVariable><value>', text, '</value></CallVariable>'].join('');`) },
    at: 'text,',
    sound: [{ script: late(`var body = ['<CallVariable><value>', escapeXml(text), '</value></CallVariable>'].join('');`) }],
  },
  {
    rule: 'request-storm',
    it: 'an object refreshed',
    broken: {
      script: late(
        `var user = new finesse.restservices.User({ id: a }), dialogs = user.getDialogs(); setInterval(function () { dialogs.refresh(); }, 5000);`,
      ),
    },
    at: 'setInterval(',
    sound: [{ script: late(`setInterval(function () { view.refresh(); }, 5000);`) }],
  },
  {
    rule: 'mixed-content',
    it: 'in a style sheet that nothing links',
    broken: { 'late.css': 'a { background: url("http://example.com/a.png") }' },
    at: 'url(',
    sound: [{ 'late.css': 'a { background: url("https://example.com/a.png") }' }],
  },
  {
    rule: 'mixed-content',
    it: 'in HTML that a script writes',
    broken: { script: late(`box.innerHTML = '<iframe src="http://example.com/"></iframe>';`) },
    at: `'<iframe`,
    sound: [{ script: late(`box.innerHTML = '<a href="http://example.com/">x</a>';`) }],
  },
  {
    rule: 'credentials-in-log',
    it: 'a password by its name',
    broken: { script: 'function go(password) { console.log("signing in with " + password); }' },
    at: 'console.log(',
    sound: [{ script: 'function go(password) { console.log("password: " + password.length); }' }],
  },
  {
    rule: 'localhost-in-browser',
    it: 'a picture of the document',
    broken: { body: '<img alt="" src="http://localhost/a.png">' },
    at: 'src="http://localhost',
    sound: [{ body: '<a href="http://localhost/">x</a>' }],
  },
];
