/* Wraps the vendor's classes: plain objects for the gadget, callbacks in Node's way, and a hand in the page around it. */
window.Desk = (function ($) {
  'use strict';

  function Desk(name) {
    this.name = name;
    this.queues = {};
    this.calls = {};
  }

  Desk.prototype.load = function (callback) {
    var self = this,
      services = finesse.clientservices.ClientServices;
    this.callback = callback;
    this.logger = finesse.cslogger.ClientLogger;
    this.logger.init(gadgets.Hub, this.name);
    services.setLogger(this.logger);
    // A function of the library's, taken out of it.
    this.log = this.logger.log;
    this.log(this.name + ' begins');
    // Before `init`: the agent is read once the connection is there, and not before.
    services.registerOnConnectHandler(function () {
      self.raw = new finesse.restservices.User({
        id: finesse.gadget.Config.id,
        onLoad: self.userLoaded.bind(self),
        onError: function (error) {
          callback(error || 'no user');
        },
      });
    });
    services.init(finesse.gadget.Config, false);
    this.page = new Page(finesse.containerservices.ContainerServices.init());
  };

  Desk.prototype.userLoaded = function (user) {
    var self = this;
    this.agent = { name: user._data.firstName, state: user._data.state, id: user._id };
    new finesse.restservices.SystemInfo('', {
      onLoad: function (info) {
        self.info = info._data;
        self.isExpress = info.getDeploymentType() === 'UCCX';
        self.readQueues(user);
        self.callback(null, self.agent);
      },
    });
    user.getDialogs({
      onCollectionAdd: this.callStarted.bind(this),
      onCollectionDelete: function (raw) {
        delete self.calls[raw.getId()];
        self.showCall(null);
      },
      onLoad: function (dialogs) {
        $.each(dialogs.getCollection(), function (id, raw) {
          self.callStarted(raw);
        });
      },
    });
  };

  Desk.prototype.readQueues = function (user) {
    var self = this;
    if (this.isExpress) return;
    user.getQueues({
      onLoad: function (queues) {
        $.each(queues.getCollection(), function (id, raw) {
          raw.addHandler('load', function (queue) {
            self.queues[id] = queue._data.name;
            $('#queues').text(Object.keys(self.queues).sort().join(' '));
          });
        });
      },
    });
  };

  Desk.prototype.callStarted = function (raw) {
    this.calls[raw.getId()] = raw;
    raw.addHandler('change', this.showCall.bind(this));
    this.showCall(raw);
    this.page.badge('1');
  };

  Desk.prototype.showCall = function (raw) {
    $('#call').text(raw ? raw._id : 'none');
    $('#segment').text(raw ? variable(raw, 'callVariable3') : '');
    if (!raw) this.page.badge('');
  };

  // Straight out of the data, where the list is as the server wrote it.
  function variable(raw, name) {
    var found = '';
    $.each([].concat(raw._data.mediaProperties.callvariables.CallVariable), function (i, each) {
      if (each.name === name) found = each.value;
    });
    return found;
  }

  // Below the classes: the same request as the library would make, put together from its parts.
  Desk.prototype.setVariable = function (name, value) {
    var raw = this.calls[Object.keys(this.calls)[0]],
      options = { method: 'PUT', content: {} };
    raw.isLoaded();
    options.content[raw.getRestType()] = {
      mediaProperties: { callvariables: [{ CallVariable: { name: name, value: value } }] },
      requestedAction: finesse.restservices.Dialog.Actions.UPDATE_CALL_DATA,
    };
    options.success = function (rsp) {
      $('#outcome').text('asked ' + rsp.status);
    };
    raw.restRequest(raw.getRestUrl(), options);
  };

  function Page(services) {
    this.services = services;
  }

  Page.prototype.box = function () {
    return $('#gadgets-gadget-content-' + this.services.getMyGadgetId(), window.parent.document).parent();
  };

  Page.prototype.badge = function (text) {
    var link = $('#tablink_' + this.services.getMyTabId(), window.parent.document);
    link.find('.own-badge').remove();
    if (text) link.append("<span class='own-badge' style='margin-left: 5px; background-color: #0FA20F; color: white'>" + text + '</span>');
  };

  // The part of its address that the layout gave it.
  Page.prototype.parameter = function (name) {
    var address = new RegExp('[?&]url=([^&]*)').exec(location.search);
    var value = address && new RegExp('[?&]' + name + '=([^&;]*)').exec(decodeURIComponent(address[1]).replace(';', '&'));
    return value ? value[1] : undefined;
  };

  return Desk;
})(jQuery);
