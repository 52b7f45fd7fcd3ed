var finesse = finesse || {};
finesse.modules = finesse.modules || {};

// An object with everything in it, `this` kept by hand.
finesse.modules.WrapUp = {
  call: null,

  init: function () {
    var self = this,
      services;
    finesse.clientservices.ClientServices.init(finesse.gadget.Config);
    services = finesse.containerservices.ContainerServices.init();
    services.addHandler(finesse.containerservices.ContainerServices.Topics.ACTIVE_TAB, function () {
      gadgets.window.adjustHeight();
    });
    services.makeActiveTabReq();
    this.user = new finesse.restservices.User({
      id: finesse.gadget.Config.id,
      onLoad: function () {
        self.userLoaded();
      },
    });
  },

  userLoaded: function () {
    var self = this;
    this.reasons = this.user.getWrapUpReasons({
      onLoad: function () {
        self.showReasons();
      },
    });
    this.dialogs = this.user.getDialogs({
      onCollectionAdd: function (dialog) {
        self.arrived(dialog);
      },
      onLoad: function (dialogs) {
        jQuery.each(dialogs.getCollection(), function (id, dialog) {
          self.arrived(dialog);
        });
      },
      onCollectionDelete: function () {
        self.call = null;
        jQuery('#chosen').text('nothing chosen');
      },
    });
    jQuery('#required').text(this.user.isWrapUpRequired() ? 'required' : 'not required');
  },

  arrived: function (dialog) {
    this.call = dialog;
    dialog.addHandler('change', this.showChoice, this);
    this.showChoice(dialog);
  },

  showReasons: function () {
    var id,
      all = this.reasons.getCollection(),
      form = jQuery('#form');
    for (id in all) {
      form.append(
        jQuery('<label></label>').append(
          jQuery('<input type="radio" name="reason">').val(all[id].getLabel()).click(jQuery.proxy(this.choose, this)),
          document.createTextNode(all[id].getLabel()),
        ),
      );
    }
    gadgets.window.adjustHeight();
  },

  choose: function (event) {
    if (!this.call) return;
    this.call.updateWrapUpReason(finesse.utilities.Utilities.translateXMLEntities(event.target.value, true), {
      error: function (rsp) {
        jQuery('#chosen').text('failed ' + rsp.status);
      },
    });
  },

  showChoice: function (dialog) {
    jQuery('#chosen').text(dialog.getMediaProperties().wrapUpReason || 'nothing chosen');
  },
};
