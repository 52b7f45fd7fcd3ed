jQuery(function ($) {
  var prefs = new gadgets.Prefs(),
    address = gadgets.util.getUrlParameters().url,
    query = address.indexOf('?') > -1 ? address.substring(address.indexOf('?') + 1) : '';
  $('#query').text(query);
  $('#messages').text(prefs.getMsg('READY') + ' | ' + prefs.getLang());
  $('#mode').text(document.compatMode);
  if (new gadgets.Prefs() !== prefs) $('#messages').append(' not the same object');
});

gadgets.util.registerOnLoadHandler(function () {
  document.getElementById('mode').setAttribute('data-loaded', 'yes');
});

gadgets.HubSettings.onConnect = function () {
  var services;
  finesse.clientservices.ClientServices.init(finesse.gadget.Config);
  services = finesse.containerservices.ContainerServices.init();
  services.addHandler(finesse.containerservices.ContainerServices.Topics.ACTIVE_TAB, function () {
    gadgets.window.adjustHeight();
  });
  services.makeActiveTabReq();
  gadgets.loadingindicator.updateLoadingMessage('Getting the kettle on …');
  $('#done').click(function () {
    gadgets.loadingindicator.dismiss();
    gadgets.window.adjustHeight();
  });
};
