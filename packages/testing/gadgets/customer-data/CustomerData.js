var finesse = finesse || {};
finesse.modules = finesse.modules || {};

finesse.modules.CustomerData = (function ($) {
  var user,
    dialogs,
    services,
    current = null,
    utils = finesse.utilities.Utilities;

  function show(dialog) {
    var name,
      properties = dialog.getMediaProperties();
    current = dialog;
    $('#callId').text(dialog.getId());
    $('#dnis').text(properties.DNIS);
    $('#callType').text(properties.callType);
    $('#fromAddress').text(dialog.getFromAddress());
    $('#vars').html('');
    for (name in properties) {
      if (/^(callVariable|user\.)/.test(name) && properties[name]) {
        $('#vars').append($('<dt></dt>').text(name), $('<dd></dd>').attr('data-name', name).text(properties[name]));
      }
    }
    gadgets.window.adjustHeight();
  }

  function clear(dialog) {
    if (current && dialog.getId() === current.getId()) {
      current = null;
      $('#callId').text('none');
      $('#vars').html('');
    }
  }

  function arrived(dialog) {
    show(dialog);
    dialog.addHandler('change', show);
  }

  // The platform's address as the browser sees it, and a body put together by hand: as gadgets did before the library could.
  function save() {
    var cfg = finesse.gadget.Config,
      url = cfg.scheme + '://' + cfg.host + ':' + cfg.hostPort + current.getDialogUri(),
      params = {},
      body =
        '<Dialog><requestedAction>UPDATE_CALL_DATA</requestedAction><mediaProperties><callvariables><CallVariable><name>' +
        utils.translateXMLEntities($('#varName').val(), true) +
        '</name><value>' +
        utils.translateXMLEntities($('#varValue').val(), true) +
        '</value></CallVariable></callvariables></mediaProperties></Dialog>';
    params[gadgets.io.RequestParameters.METHOD] = gadgets.io.MethodType ? gadgets.io.MethodType.PUT : 'PUT';
    params[gadgets.io.RequestParameters.CONTENT_TYPE] = gadgets.io.ContentType ? gadgets.io.ContentType.TEXT : 'TEXT';
    params[gadgets.io.RequestParameters.POST_DATA] = body;
    params[gadgets.io.RequestParameters.GET_FULL_HEADERS] = 'true';
    params[gadgets.io.RequestParameters.HEADERS] = {
      Authorization: utils.getAuthHeaderString(cfg),
      requestId: utils.generateUUID(),
      'Content-Type': 'application/xml',
    };
    gadgets.io.makeRequest(
      url,
      function (response) {
        $('#result').text('rc ' + response.rc + ' errors ' + response.errors.length + ' headers ' + (response.headers ? 'yes' : 'no'));
      },
      params,
    );
  }

  function labels(layout) {
    var data = layout.getData(),
      words = [];
    $.each(data.columns, function (i, column) {
      $.each(column, function (j, entry) {
        words.push(entry.displayName);
      });
    });
    $('#labels').text(words.join(' | '));
  }

  return {
    init: function () {
      var prefs = new gadgets.Prefs();
      finesse.clientservices.ClientServices.init(finesse.gadget.Config);
      services = finesse.containerservices.ContainerServices.init();
      services.addHandler(finesse.containerservices.ContainerServices.Topics.ACTIVE_TAB, function () {
        gadgets.window.adjustHeight();
      });
      services.makeActiveTabReq();
      user = new finesse.restservices.User({
        id: prefs.getString('id'),
        onLoad: function () {
          dialogs = user.getDialogs({
            onCollectionAdd: arrived,
            onCollectionDelete: clear,
            onLoad: function () {
              $.each(dialogs.getCollection(), function (id, dialog) {
                arrived(dialog);
              });
            },
          });
          user.getMediaPropertiesLayout({ onLoad: labels });
        },
      });
      $('#save').on('click', save);
      $('#saveMany').on('click', function () {
        current.updateCallVariable(
          utils.translateXMLEntities($('#varName').val(), true),
          utils.translateXMLEntities($('#varValue').val(), true),
          {
            success: function (rsp) {
              $('#result').text('library ' + rsp.status);
            },
            error: function (rsp) {
              $('#result').text('library failed ' + rsp.status);
            },
          },
        );
      });
    },
  };
})(jQuery);
