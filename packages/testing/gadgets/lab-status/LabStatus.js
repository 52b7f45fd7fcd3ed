var finesse = finesse || {};
finesse.modules = finesse.modules || {};
finesse.modules.LabStatus = (function ($) {
  var _util = finesse.utilities.Utilities,
    _user;

  return {
    init: function () {
      var cfg = finesse.gadget.Config;
      finesse.clientservices.ClientServices.init(cfg);
      // The credential without its words: only that there is one.
      $('#auth').text(
        cfg.systemAuthMode === 'SSO' || _util.getAuthHeaderString(cfg).indexOf('Basic ') === 0 ? 'signed in' : 'not signed in',
      );
      $('#host').text(finesse.clientservices.ClientServices.getRestHost());
      _user = new finesse.restservices.User({
        id: cfg.id,
        onLoad: function (user) {
          $('#state').text(user.getState()).tooltip({ title: user.getTeamName() });
        },
        onChange: function (user) {
          $('#state').text(user.getState());
        },
      });
    },
  };
})(jQuery);
