var finesse = finesse || {};
finesse.gadget = finesse.gadget || {};
finesse.container = finesse.container || {};
// Not declared anywhere: a global of the frame, which the other scripts of the gadget use too.
clientLogs = finesse.cslogger.ClientLogger || {};

finesse.modules = finesse.modules || {};
finesse.modules.AgentStatus = (function ($) {
  var user,
    states,
    containerServices,
    ticks = 0,
    note = function (text) {
      $('#answers').append($('<li></li>').text(text));
      clientLogs.log(text);
    },
    // One pair of handlers for every request of the gadget.
    handlers = function (what) {
      return {
        success: function (rsp) {
          note(what + ' accepted ' + rsp.status);
        },
        error: function (rsp) {
          var error = rsp && rsp.object && rsp.object.ApiErrors ? rsp.object.ApiErrors.ApiError : {};
          note(what + ' failed ' + rsp.status + ' ' + error.ErrorType);
        },
      };
    },
    showSince = function () {
      var since = finesse.utilities.Utilities.convertTsToDuration(user.getStateChangeTime());
      $('#since').text(since);
    };

  render = function () {
    var state = user.getState();
    $('#who').text(user.getFirstName() + ' ' + user.getLastName());
    $('#role').text(user.hasSupervisorRole() ? 'supervisor' : 'agent');
    $('#extension').text(user.getExtension());
    $('#team').text(user.getTeamName());
    $('#state').text(state === states.NOT_READY && user.getReasonCodeLabel() ? state + ' (' + user.getReasonCodeLabel() + ')' : state);
    if (state === states.READY) {
      $('#goReady').hide();
      $('#goNotReady, #reasons').show();
    } else if (state === states.NOT_READY) {
      $('#goReady').show();
      $('#goNotReady, #reasons').hide();
    } else {
      $('#goReady, #goNotReady, #reasons').hide();
    }
    gadgets.window.setTitle('Agent status: ' + state);
    gadgets.window.adjustHeight();
  };

  handleReasons = function (reasons) {
    $.each(reasons || [], function (index, reason) {
      $('#reasons').append($('<option></option>').val(reason.id).text(reason.label));
    });
    gadgets.window.adjustHeight();
  };

  handleUserLoad = function () {
    render();
    user.getNotReadyReasonCodes({
      success: handleReasons,
      error: function (rsp) {
        note('reasons failed ' + rsp.status);
      },
    });
  };

  handleUserChange = function (changed) {
    // Handed the same object that the gadget keeps.
    if (changed !== user) note('another object');
    render();
  };

  return {
    ready: function () {
      user.setState(states.READY, null, handlers('READY'));
    },

    notReady: function () {
      user.setState(states.NOT_READY, { id: $('#reasons').val() }, handlers('NOT_READY'));
    },

    /* No reason although the platform wants one: it answers 202 or an error, and both are shown. */
    notReadyWithoutReason: function () {
      user.setState(states.NOT_READY, null, handlers('NOT_READY'));
    },

    signOut: function () {
      user.getSignoutReasonCodes({
        success: function (reasons) {
          user.logout(reasons ? reasons[0] : null, handlers('LOGOUT'));
        },
      });
    },

    init: function () {
      var cfg = finesse.gadget.Config;
      clientLogs = finesse.cslogger.ClientLogger;

      finesse.clientservices.ClientServices.init(cfg, false);
      clientLogs.init(gadgets.Hub, 'AgentStatus');
      states = finesse.restservices.User.States;

      user = new finesse.restservices.User({
        id: cfg.id,
        onLoad: handleUserLoad,
        onChange: handleUserChange,
        onError: function () {
          note('user failed');
        },
      });

      containerServices = finesse.containerservices.ContainerServices.init();
      containerServices.addHandler(finesse.containerservices.ContainerServices.Topics.TIMER_TICK_EVENT, function () {
        ticks += 1;
        $('#ticks').text(ticks);
        if ($('#state').text() !== '…') showSince();
      });
      containerServices.addHandler(finesse.containerservices.ContainerServices.Topics.ACTIVE_TAB, function () {
        clientLogs.log('the tab is visible');
        gadgets.window.adjustHeight();
      });
      containerServices.makeActiveTabReq();
    },
  };
})(jQuery);
