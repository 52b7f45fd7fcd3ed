var finesse = finesse || {};
finesse.modules = finesse.modules || {};

finesse.modules.WatchLight = (function ($) {
  var user, dialogs, services;

  _watching = {};

  function isMonitoring(dialog) {
    return dialog.getMediaProperties().callType === 'SUPERVISOR_MONITOR';
  }

  // One that goes is counted by the library until its end has been told.
  function refresh(leaving) {
    var id,
      counts = leaving && dialogs.getCollection()[leaving.getId()] ? 1 : 0,
      all = 0,
      watcher = null;
    for (id in _watching) {
      if (_watching.hasOwnProperty(id)) watcher = _watching[id];
    }
    $('#watcher').text(watcher || '');
    $('#alone').toggle(watcher === null);
    $('#watched').toggle(watcher !== null);
    for (id in dialogs.getCollection()) all++;
    $('#all').text(all - counts);
    // The library leaves monitoring out when it is told to.
    $('#own').text(dialogs.getDialogCount(true) - (counts && !isMonitoring(leaving) ? 1 : 0));
    gadgets.window.adjustHeight();
  }

  function other(dialog) {
    var who = '';
    $.each(dialog.getParticipants(), function (i, participant) {
      if (participant.mediaAddress !== user.getExtension()) who = participant.mediaAddress;
    });
    return who;
  }

  function look(dialog) {
    if (isMonitoring(dialog)) {
      _watching[dialog.getId()] = other(dialog);
    }
    refresh();
  }

  function arrived(dialog) {
    dialog.addHandler('change', look);
    look(dialog);
  }

  function gone(dialog) {
    delete _watching[dialog.getId()];
    refresh(dialog);
  }

  return {
    init: function () {
      finesse.clientservices.ClientServices.init(finesse.gadget.Config);
      services = finesse.containerservices.ContainerServices.init();
      services.addHandler(finesse.containerservices.ContainerServices.Topics.ACTIVE_TAB, function () {
        gadgets.window.adjustHeight();
      });
      services.makeActiveTabReq();
      user = new finesse.restservices.User({
        id: finesse.gadget.Config.id,
        onLoad: function (_user) {
          dialogs = _user.getDialogs({
            onCollectionAdd: arrived,
            onCollectionDelete: gone,
            onLoad: function () {
              var id,
                all = dialogs.getCollection();
              for (id in all) arrived(all[id]);
              refresh();
            },
          });
        },
      });
    },
  };
})(jQuery);
