var finesse = finesse || {};
finesse.gadget = finesse.gadget || {};
finesse.container = finesse.container || {};

finesse.modules = finesse.modules || {};
finesse.modules.PhoneDirectory = (function ($) {
  var user,
    phoneBooks,
    people = [];

  // A book with one entry gives the entry itself, not a list.
  _collect = function (book) {
    var embedded = book.getEmbeddedContacts(),
      list;
    if (embedded === null || embedded === undefined) return;
    list = embedded.Contact ? embedded.Contact : embedded;
    if (!(list instanceof Array)) list = [list];
    for (i = 0; i < list.length; i++) {
      people.push({
        book: book.getName(),
        name: list[i].firstName + ' ' + list[i].lastName,
        number: list[i].phoneNumber,
        about: list[i].description,
      });
    }
  };

  _list = function () {
    var wanted = $('#find').val().toLowerCase(),
      html = '';
    $(people).each(function (index, person) {
      if ((person.name + person.number).toLowerCase().indexOf(wanted) === -1) return;
      html += '<div class="entry"><a href="#" data-number="' + person.number + '">' + person.name + '</a> ';
      html += person.number + ' <i>' + finesse.utilities.Utilities.translateHTMLEntities(person.about, true) + '</i></div>';
    });
    $('#entries').html(html);
    gadgets.window.adjustHeight($(document.body).height() + 20);
  };

  _booksLoaded = function () {
    var id,
      books = phoneBooks.getCollection();
    for (id in books) _collect(books[id]);
    $('#summary').text(phoneBooks.length + ' books, ' + people.length + ' entries');
    _list();
  };

  _call = function (event) {
    event.preventDefault();
    user.makeCall($(this).attr('data-number'), {
      success: function (rsp) {
        $('#outcome').text('dialling, ' + rsp.status);
      },
      error: function (rsp) {
        $('#outcome').text('refused, ' + rsp.status);
      },
    });
  };

  return {
    init: function () {
      finesse.clientservices.ClientServices.init(finesse.gadget.Config);
      $('#find').bind('keyup', _list);
      $('#entries').delegate('a', 'click', _call);
      user = new finesse.restservices.User({
        id: finesse.gadget.Config.id,
        onLoad: function () {
          phoneBooks = user.getPhoneBooks({
            onLoad: _booksLoaded,
            onError: function (rsp) {
              $('#summary').text('failed ' + rsp.status);
            },
          });
        },
      });
      // The shorter way to the same object.
      finesse.containerservices.ContainerServices.init().addHandler(
        finesse.containerservices.ContainerServices.Topics.ACTIVE_TAB,
        function () {
          gadgets.window.adjustHeight();
        },
      );
      finesse.containerservices.ContainerServices.makeActiveTabReq();
    },
  };
})(jQuery);
