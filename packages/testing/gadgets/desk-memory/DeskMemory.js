var finesse = finesse || {};
finesse.modules = finesse.modules || {};

finesse.modules.DeskMemory = (function ($) {
  var KEY = 'note',
    cache;

  function say(text) {
    $('#said').text(text);
  }

  function wire() {
    $('#keep').on('click', function () {
      cache.saveOrUpdateData([{ key: KEY, data: { text: $('#text').val(), tags: ['a', 'b'] } }], function (err) {
        say(err ? 'not kept' : 'kept');
      });
    });
    $('#recall').on('click', function () {
      cache.fetchData(KEY, function (err, entry) {
        say(err || !entry ? 'nothing' : 'recalled ' + entry.data.text + ' ' + entry.data.tags.length);
      });
    });
    $('#forget').on('click', function () {
      cache.deleteData(KEY, function (err) {
        say(err ? 'not forgotten' : 'forgotten');
      });
    });
  }

  return {
    init: function () {
      var services,
        keys = finesse.shortcutkey && finesse.shortcutkey.ShortcutKeyService,
        selection = finesse.containerservices.TaskActivityNotification;
      finesse.clientservices.ClientServices.init(finesse.gadget.Config);
      services = finesse.containerservices.ContainerServices.init();
      services.addHandler(finesse.containerservices.ContainerServices.Topics.ACTIVE_TAB, function () {
        gadgets.window.adjustHeight();
      });
      services.makeActiveTabReq();
      cache = finesse.utilities.DesktopCache;
      cache.setGroup('desk-memory');
      wire();
      if (keys) {
        keys.init();
        keys.registerShortcutKey([
          {
            id: 'desk-memory-keep',
            componentName: 'Desk memory',
            actionName: 'Keep the note',
            key: 'k',
            modifierKeys: 'ctrl+shift',
            handler: function () {
              $('#keep').click();
            },
            isPageLevel: true,
            executionScope: 'global',
          },
        ]);
        $('#keys').text('key registered');
      }
      if (selection) {
        selection.init(services);
        selection.registerForTaskNotifications(function (note) {
          $('#tasks').text(note.from + ' ' + note.message.taskId);
        });
      }
      gadgets.window.adjustHeight();
    },
  };
})(jQuery);
