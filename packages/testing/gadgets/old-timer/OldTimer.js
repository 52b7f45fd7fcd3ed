var finesse = finesse || {};
finesse.gadget = finesse.gadget || {};
finesse.container = finesse.container || {};

// Before 11.0 nobody made this object but the gadget.
finesse.gadget.Config = (function () {
  var _p = new gadgets.Prefs();
  return {
    authorization: _p.getString('authorization'),
    country: _p.getString('country'),
    language: _p.getString('language'),
    locale: _p.getString('locale'),
    host: _p.getString('host'),
    hostPort: _p.getString('hostPort'),
    extension: _p.getString('extension'),
    mobileAgentMode: _p.getString('mobileAgentMode'),
    mobileAgentDialNumber: _p.getString('mobileAgentDialNumber'),
    xmppDomain: _p.getString('xmppDomain'),
    pubsubDomain: _p.getString('pubsubDomain'),
    restHost: _p.getString('restHost'),
    scheme: _p.getString('scheme'),
    localhostFQDN: _p.getString('localhostFQDN'),
    localhostPort: _p.getString('localhostPort'),
    clientDriftInMillis: _p.getInt('clientDriftInMillis'),
  };
})();

finesse.modules = finesse.modules || {};
finesse.modules.OldTimer = (function ($) {
  var user, dialogs, states, info;

  // None of these is declared: they are globals of the frame.
  render = function () {
    var now = user.getState();
    $('#userId').text(user.getId());
    $('#userState').text(now);
    // The attribute as a truth, as it was before there were properties.
    $('#goReady').attr('disabled', now === states.READY ? 'disabled' : false);
    $('#goNotReady').attr('disabled', now !== states.READY);
    gadgets.window.adjustHeight();
  };

  countCalls = function () {
    var n = 0;
    $.each(dialogs.getCollection(), function () {
      n++;
    });
    $('#calls').html('' + n);
  };

  // It is among the calls while its end is told.
  countOthers = function (dialog) {
    var n = 0;
    $.each(dialogs.getCollection(), function (id) {
      if (id !== dialog.getId()) n++;
    });
    $('#calls').html('' + n);
  };

  handleUserLoad = function (userevent) {
    dialogs = user.getDialogs({
      onCollectionAdd: countCalls,
      onCollectionDelete: countOthers,
      onLoad: countCalls,
    });
    render();
  };

  handleUserChange = function (userevent) {
    render();
  };

  return {
    // Without handlers, and with a code only where there is one to send.
    setUserState: function (state) {
      if (state === 'READY') {
        user.setState(states.READY);
      } else {
        user.setState(states.NOT_READY, { id: 11 });
      }
    },

    init: function () {
      var prefs = new gadgets.Prefs(),
        id = prefs.getString('id'),
        services = finesse.clientservices.ClientServices,
        container;

      gadgets.window.adjustHeight();
      services.setLogger({
        log: function (line) {
          $(document.body).attr('data-log', line);
        },
      });
      services.registerOnConnectHandler(function () {
        $('#connection').text('connected');
      });
      services.registerOnDisconnectHandler(function () {
        $('#connection').text('lost');
      });
      services.init(finesse.gadget.Config);

      states = finesse.restservices.User.States;
      user = new finesse.restservices.User({ id: id, onLoad: handleUserLoad, onChange: handleUserChange });

      // The id, then the callbacks, one after another.
      info = new finesse.restservices.SystemInfo('', {
        onLoad: function (system) {
          $('#system').text(system.getStatus() + ' ' + system.getXmppDomain());
        },
      });

      container = finesse.containerservices.ContainerServices.init();
      container.addHandler(finesse.containerservices.ContainerServices.Topics.ACTIVE_TAB, function () {
        gadgets.window.adjustHeight();
      });
      container.makeActiveTabReq();
      // Which tab is in front: the page was asked.
      $('#tab').text(parent.finesse.container.Tabs.getActiveTab());
    },
  };
})(jQuery);
