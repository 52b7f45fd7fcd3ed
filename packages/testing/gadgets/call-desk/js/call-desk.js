/** @namespace */
var finesse = finesse || {};
finesse.modules = finesse.modules || {};

finesse.modules.CallDesk = (function ($) {
  'use strict';

  var user, dialogs, logger, actions;

  var SHOWN = ['ANSWER', 'HOLD', 'RETRIEVE', 'CONSULT_CALL', 'TRANSFER', 'CONFERENCE', 'TRANSFER_SST', 'SEND_DTMF', 'DROP'];

  function history(text) {
    $('#history').append('<li>' + finesse.utilities.Utilities.translateHTMLEntities(text, true) + '</li>');
  }

  function asList(value) {
    return finesse.utilities.Utilities.getArray(value);
  }

  function mine(dialog) {
    var found = null;
    $.each(asList(dialog.getParticipants()), function (i, participant) {
      if (participant.mediaAddress === user.getExtension()) found = participant;
    });
    return found;
  }

  function button(dialog, action) {
    var id = dialog.getId();
    return (
      '<button type="button" class="act ' +
      action +
      '" onclick="finesse.modules.CallDesk.act(\'' +
      id +
      "', '" +
      action +
      '\')">' +
      action +
      '</button>'
    );
  }

  function row(dialog) {
    var own = mine(dialog),
      others = [],
      allowed = own && own.actions ? asList(own.actions.action) : [],
      buttons = '';
    $.each(asList(dialog.getParticipants()), function (i, participant) {
      if (participant !== own) others.push(participant.mediaAddress + ' ' + participant.state);
    });
    $.each(SHOWN, function (i, action) {
      if ($.inArray(action, allowed) >= 0) buttons += button(dialog, action);
    });
    return $('<tr></tr>')
      .attr('id', 'call_' + dialog.getId())
      .append($('<td></td>').text(dialog.getId()))
      .append($('<td class="from"></td>').text(dialog.getFromAddress()))
      .append($('<td class="to"></td>').text(dialog.getToAddress()))
      .append($('<td class="type"></td>').text(dialog.getCallType()))
      .append($('<td class="state"></td>').text(dialog.getState()))
      .append($('<td class="mine"></td>').text(own ? own.state : ''))
      .append($('<td class="with"></td>').text(others.join(', ')))
      .append($('<td></td>').html(buttons));
  }

  /* A call that goes is in the collection still, and one that comes is not yet in its length: rows are counted. */
  function draw(gone) {
    var id,
      all = dialogs.getCollection();
    $('#calls').empty();
    for (id in all) {
      if (all.hasOwnProperty(id) && id !== gone) $('#calls').append(row(all[id]));
    }
    $('#count').text($('#calls tr').length);
    gadgets.window.adjustHeight();
  }

  function added(dialog) {
    history('add ' + dialog.getId());
    dialog.addHandler('change', changed);
    draw();
  }

  function changed(dialog) {
    history('change ' + dialog.getId() + ' ' + dialog.getState());
    draw();
  }

  function removed(dialog) {
    history('delete ' + dialog.getId());
    draw(dialog.getId());
  }

  function loaded() {
    var id,
      all = dialogs.getCollection();
    history('load ' + dialogs.length);
    for (id in all) {
      if (all.hasOwnProperty(id)) all[id].addHandler('change', changed);
    }
    draw();
  }

  function outcome(what) {
    return {
      success: function (rsp) {
        history(what + ' success ' + rsp.status);
      },
      error: function (rsp) {
        logger.log(what + ' failed: ' + rsp.content);
        history(what + ' error ' + rsp.status + ' ' + finesse.utilities.Utilities.getErrCode(rsp));
      },
    };
  }

  return {
    act: function (id, action) {
      var dialog = dialogs.getCollection()[id],
        extension = user.getExtension(),
        other = $('#number').val();
      switch (action) {
        case 'CONSULT_CALL':
          dialog.makeConsultCall(extension, other, outcome(action));
          break;
        case 'TRANSFER_SST':
          dialog.initiateDirectTransfer(extension, other, outcome(action));
          break;
        case 'SEND_DTMF':
          dialog.sendDTMFRequest(extension, outcome(action), other);
          break;
        default:
          dialog.requestAction(extension, action, outcome(action));
      }
    },

    /* Asks for what the list of actions does not offer; the platform refuses it after it said 202. */
    force: function (id, action) {
      dialogs.getCollection()[id].requestAction(user.getExtension(), action, outcome(action));
    },

    makeCall: function (number) {
      user.makeCall(number, outcome(actions.MAKE_CALL));
    },

    init: function () {
      logger = finesse.cslogger.ClientLogger;
      actions = finesse.restservices.Dialog.Actions;
      finesse.clientservices.ClientServices.init(finesse.gadget.Config);
      logger.init(gadgets.Hub, 'CallDesk', finesse.gadget.Config);

      user = new finesse.restservices.User({
        id: finesse.gadget.Config.id,
        onLoad: function (loadedUser) {
          $('#userState').text(loadedUser.getState());
          dialogs = loadedUser.getDialogs({
            onLoad: loaded,
            onCollectionAdd: added,
            onCollectionDelete: removed,
            onError: function () {
              history('dialogs failed');
            },
          });
        },
        onChange: function (changedUser) {
          $('#userState').text(changedUser.getState());
        },
      });

      finesse.containerservices.ContainerServices.init();
      finesse.containerservices.ContainerServices.addHandler('tabVisible', function () {
        gadgets.window.adjustHeight();
      });
      finesse.containerservices.ContainerServices.makeActiveTabReq();
    },
  };
})(jQuery);
