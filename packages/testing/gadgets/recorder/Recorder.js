var finesse = finesse || {};
finesse.gadget = finesse.gadget || {};
finesse.modules = finesse.modules || {};

finesse.modules.Recorder = (function ($) {
  var user, dialogs, dialog, services, START;

  // One participant comes as itself, several as a list; its actions likewise.
  function mayRecord(call) {
    var i,
      participants = call.getParticipants(),
      allowed;
    if (!participants) return false;
    if (!(participants instanceof Array)) participants = [participants];
    for (i = 0; i < participants.length; i += 1) {
      if (participants[i].mediaAddress === user.getExtension() && participants[i].actions) {
        allowed = participants[i].actions.action;
        return typeof allowed === 'string' ? allowed === START : $.inArray(START, allowed) !== -1;
      }
    }
    return false;
  }

  function update() {
    if (!dialog) {
      $('#recorder').hide();
    } else {
      $('#recorder').show();
      $('#record').attr('disabled', !mayRecord(dialog));
    }
    gadgets.window.adjustHeight();
  }

  function onAdd(added) {
    dialog = added;
    dialog.addHandler('change', update);
    $('#status').text('idle');
    update();
  }

  function onDelete() {
    dialog = null;
    update();
  }

  return {
    record: function () {
      $('#status').text('asked');
      dialog.requestAction(user.getExtension(), START, {
        success: function (rsp) {
          if (rsp.status === 202) $('#status').text('recording');
        },
        error: function (rsp) {
          $('#status').text('error: ' + finesse.utilities.Utilities.getErrCode(rsp));
        },
      });
    },

    init: function () {
      START = finesse.restservices.Dialog.Actions.START_RECORDING;
      finesse.clientservices.ClientServices.init(finesse.gadget.Config);
      user = new finesse.restservices.User({
        id: finesse.gadget.Config.id,
        onLoad: function () {
          dialogs = user.getDialogs({
            onCollectionAdd: onAdd,
            onCollectionDelete: onDelete,
            onLoad: function () {
              var id,
                all = dialogs.getCollection();
              for (id in all) onAdd(all[id]);
            },
          });
        },
      });
      services = finesse.containerservices.ContainerServices.init();
      services.addHandler(finesse.containerservices.ContainerServices.Topics.ACTIVE_TAB, function () {
        gadgets.window.adjustHeight();
      });
      services.makeActiveTabReq();
      // Positional, as in the oldest versions of the library.
      new finesse.restservices.SystemInfo('', {
        onLoad: function (info) {
          $('#platform').text(info.getDeploymentType() + ' ' + info.getStatus());
        },
      });
    },
  };
})(jQuery);
