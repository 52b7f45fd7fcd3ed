// The whole gadget in one closure that is wired up by jQuery's ready, with onConnect set on the way.
(function ($, gadgets) {
  var services, popovers, lastPopover;

  function popoverAnswer(answer) {
    $('#answer').text(answer.source + ' of ' + (answer.popoverId === lastPopover ? 'mine' : 'another'));
  }

  $('#toast').on('click', function () {
    finesse.containerservices.FinesseToaster.showToaster('A chat waits', {
      body: 'Since a minute',
      icon: finesse.containerservices.FinesseToaster.INCOMING_CHAT_ICON,
      autoClose: 3000,
      showWhenVisible: true,
    });
    $('#answer').text('toasted');
  });

  $('#pop').on('click', function () {
    lastPopover = popovers.showPopover(
      {
        icon: { type: 'collab-icon', value: 'chat' },
        content: [
          { name: 'Customer', value: 'Dana Whitfield' },
          { name: 'Topic', value: 'A late parcel' },
        ],
        headerContent: { maxHeaderTitle: 'Incoming chat', minHeaderTitle: 'Dana Whitfield' },
      },
      { displayTimeoutInSecs: 60, display: true, counterType: popovers.COUNTER_TYPE.COUNT_DOWN },
      {
        dismissible: true,
        clientIdentifier: 'chat-1',
        requiredActionText: 'Please answer',
        buttons: [
          { id: 'take', label: 'Take it', type: 'Affirm', hoverText: '' },
          { id: 'leave', label: 'Leave it', type: 'Decline', hoverText: '' },
        ],
      },
      popoverAnswer,
    );
  });

  $('#drop').on('click', function () {
    popovers.dismissPopover(lastPopover);
  });

  $('#ask').on('click', function () {
    services.showDialog({
      title: 'Announcer',
      message: 'The order was sent.',
      isBlocking: false,
      close: function () {
        $('#answer').text('dialog closed');
      },
    });
  });

  $('#warn').on('click', function () {
    var display = finesse.utilities.MessageDisplay;
    display.showBannerError('Something went wrong');
  });

  $(document).ready(function () {
    gadgets.window.adjustHeight();
  });

  gadgets.HubSettings.onConnect = function () {
    finesse.clientservices.ClientServices.init(finesse.gadget.Config);
    services = finesse.containerservices.ContainerServices.init();
    popovers = finesse.containerservices.PopoverService;
    popovers.init(services);
    services.addHandler(finesse.containerservices.ContainerServices.Topics.ACTIVE_TAB, function () {
      gadgets.window.adjustHeight();
    });
    services.makeActiveTabReq();
  };
})(jQuery, window.gadgets);
