// A plain global instead of finesse.modules.
var TabLight = (function ($) {
  var services,
    shown = 0;

  function mark(text) {
    // Through the wall: the badge is an element that the gadget puts into the desktop itself.
    var tab = $('#tablink_' + services.getMyTabId(), window.parent.document);
    tab.find('.tab-light-badge').remove();
    if (text) tab.append('<sup class="tab-light-badge">' + text + '</sup>');
  }

  function tabShown() {
    shown += 1;
    $('#shown').text(shown);
    $('#visible').text(String(services.tabVisible()));
    mark('');
    gadgets.window.adjustHeight();
  }

  function viewChanged(event) {
    // The gadget's number is a text in one place and a number in another.
    if (String(event.getGadgetId()) !== String(services.getMyGadgetId()) || event.getTabId() !== services.getMyTabId()) return;
    $('#view').text(event.getView());
    $('#viewOf').text(event.getTabId());
    $('#height').text(event.getMaxAvailableHeight() > 0 ? 'room' : 'no room');
    gadgets.window.adjustHeight();
  }

  return {
    front: function () {
      services.activateMyTab();
    },
    other: function () {
      services.activateTab('other');
    },
    mark: mark,
    reload: function () {
      services.reloadMyGadget();
    },
    title: function () {
      var id = window.frameElement.id.match(/\d+$/)[0];
      return $('#finesse_gadget_' + id + '_title', parent.document).text();
    },
    init: function () {
      var Topics = finesse.containerservices.ContainerServices.Topics;
      finesse.clientservices.ClientServices.init(finesse.gadget.Config);
      services = finesse.containerservices.ContainerServices.init();
      services.addHandler(Topics.ACTIVE_TAB, tabShown);
      services.addHandler(Topics.GADGET_VIEW_CHANGED_EVENT, viewChanged);
      services.makeActiveTabReq();
      $('#tab').text(String(services.getMyTabId()));
      $('#gadget').text(services.getMyGadgetId());
      try {
        $('#parentTab').text(parent.finesse.container.Tabs.getActiveTab());
      } catch (e) {
        $('#parentTab').text('unknown');
      }
      gadgets.window.setTitle('Tab light of ' + services.getMyTabId());
    },
  };
})(jQuery);
