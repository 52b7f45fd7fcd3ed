// A stand-in of Cordboard's own for the desktop's banner script: what the published task samples call of it, and no more. Where the page's
// finesse.js brings `finesse.utilities.MessageDisplay` along, that one stays.
/* global document, window */
(function () {
  var finesse = (window.finesse = window.finesse || {});
  var utilities = (finesse.utilities = finesse.utilities || {});
  if (utilities.MessageDisplay) return;

  function banner() {
    return document.getElementById('banner');
  }

  utilities.MessageDisplay = {
    /** Shows a text in `#banner-msg` and the banner around it. */
    showBannerError: function (text) {
      var message = document.getElementById('banner-msg');
      if (message) message.textContent = text === undefined || text === null ? '' : String(text);
      if (banner()) banner().style.display = 'block';
    },
    /** Hides the banner. */
    hideBanner: function () {
      if (banner()) banner().style.display = 'none';
    },
  };
})();
