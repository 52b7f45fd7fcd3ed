var finesse = finesse || {};
finesse.modules = finesse.modules || {};

finesse.modules.ChatTasks = (function ($) {
  var user,
    list,
    media,
    tasks,
    channels,
    services,
    options = {},
    mrd,
    CHANNEL = 'chat-tasks',
    STATES = finesse.restservices.Media.States;

  function log(text) {
    $('#log').append(document.createTextNode(text + '\n'));
  }

  // The spec's own query string, through the address of the frame.
  function parameter(name) {
    var spec = decodeURIComponent(gadgets.util.getUrlParameters()['url'] || ''),
      query = spec.split('?')[1] || '';
    return lookUp(query, name);
  }

  function lookUp(query, name) {
    var found = '';
    $.each(query.split(/&amp;|[&;]/), function (i, pair) {
      var parts = pair.split('=');
      if (parts[0] === name) found = parts[1];
    });
    return found;
  }

  function channelState() {
    var ready = media && media.getState() === STATES.READY;
    return {
      label: 'Chat',
      currentState: media ? media.getState() : 'Signed out',
      iconColor: ready ? channels.STATE_STATUS.AVAILABLE : channels.STATE_STATUS.UNAVAILABLE,
      enable: true,
      logoutDisabled: false,
      iconBadge: channels.ICON_BADGE_TYPE.NONE,
      hoverText: '',
    };
  }

  function addChannel() {
    channels.addChannel(
      CHANNEL,
      {
        menuConfig: {
          label: 'Chat',
          menuItems: [
            { id: 'chat-ready', label: 'Ready', iconColor: channels.STATE_STATUS.AVAILABLE },
            { id: 'chat-pause', label: 'Not ready', iconColor: channels.STATE_STATUS.UNAVAILABLE },
          ],
        },
        channelConfig: { actionTimeoutInSec: 5, icons: [{ type: channels.ICON_TYPE.COLLAB_ICON, value: 'chat' }] },
        channelState: channelState(),
      },
      function (channelId, menuId, onSuccess, onError) {
        $('#wish').text(menuId);
        if (menuId === 'chat-pause') {
          onError({ channelId: channelId, status: channels.STATUS.FAILURE, error: { errorCode: '1', errorDesc: 'Not in this test.' } });
        } else {
          onSuccess({ channelId: channelId, status: channels.STATUS.SUCCESS });
        }
      },
      function () {
        $('#channel').text('added');
      },
      function () {
        $('#channel').text('refused');
      },
    );
  }

  // `load` and `change` give an object, which is nobody who goes.
  function draw(gone) {
    var id,
      all = tasks ? tasks.getCollection() : {};
    $('#tasks').empty();
    for (id in all) {
      if (id === gone) continue;
      // Every domain's tasks come on one topic.
      if (all[id].getMediaProperties().mediaId !== mrd) continue;
      $('#tasks').append(
        $('<li></li>')
          .attr('id', 'task_' + id)
          .text(id + ' ' + all[id].getState()),
      );
    }
    if (media) {
      $('#mediaState').text(media.getState());
      $('#routable').text(media.getRoutable() ? 'routable' : 'not routable');
      channels.updateChannel(CHANNEL, { channelState: channelState() });
    }
    gadgets.window.adjustHeight();
  }

  // Told of every domain's changes, so the gadget compares: by the data behind the getters.
  function mediaChanged(changed) {
    if (changed._data.id === mrd) draw();
  }

  function mediaLoaded(loaded) {
    media = loaded;
    $('#domain').text(media.getName() ? mrd + ' ' + media.getName() : mrd);
    tasks = media.getMediaDialogs({
      onLoad: draw,
      onCollectionAdd: function (task) {
        log('offered ' + task.getId());
        task.addHandler('change', draw);
        draw();
        task.setTaskState('ACCEPT', {
          success: function () {
            log('accept asked');
          },
          error: function (rsp) {
            log('accept refused ' + rsp.status);
          },
        });
      },
      onCollectionDelete: function (task) {
        log('gone ' + task.getId());
        draw(task.getId());
      },
    });
    draw();
  }

  return {
    init: function () {
      mrd = parameter('mrdid') || '5001';
      options = { maxDialogLimit: parameter('maxdialogs') || '1', interruptAction: 'ACCEPT', dialogLogoutAction: 'CLOSE' };
      $('#domain').text(mrd);
      finesse.clientservices.ClientServices.init(finesse.gadget.Config);
      // What `init` gives is the service itself.
      services = finesse.containerservices.ContainerServices.init();
      channels = finesse.digital.ChannelService.init(services);
      services.addHandler(finesse.containerservices.ContainerServices.Topics.ACTIVE_TAB, function () {
        gadgets.window.adjustHeight();
      });
      services.makeActiveTabReq();
      addChannel();

      user = new finesse.restservices.User({
        id: finesse.gadget.Config.id,
        onLoad: function () {
          list = user.getMediaList({
            onLoad: function () {
              try {
                list.getMedia({ id: mrd, onLoad: mediaLoaded, onChange: mediaChanged, mediaOptions: options });
              } catch (error) {
                $('#mediaState').text('no such domain');
              }
            },
          });
        },
      });

      $('#signIn').click(function () {
        media.login({
          maxDialogLimit: options.maxDialogLimit,
          interruptAction: options.interruptAction,
          dialogLogoutAction: options.dialogLogoutAction,
          handlers: {
            success: function (rsp) {
              log('sign-in ' + rsp.status);
            },
            error: function (rsp) {
              log('sign-in refused ' + rsp.status);
            },
          },
        });
      });
      $('#mediaReady').click(function () {
        media.setState(STATES.READY);
      });
    },
  };
})(jQuery);
