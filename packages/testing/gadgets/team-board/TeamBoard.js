var finesse = finesse || {};
finesse.gadget = finesse.gadget || {};
finesse.modules = finesse.modules || {};

finesse.modules.TeamBoard = (function ($) {
  var supervisor, team, users, services;

  function line(member) {
    var id = member.getId(),
      box = $('#member_' + id);
    if (box.length === 0)
      box = $('<div class="member"></div>')
        .attr('id', 'member_' + id)
        .appendTo('#members');
    box.text(member.getFirstName() + ' ' + member.getLastName() + ': ' + member.getState());
    box.off('dblclick').on('dblclick', function () {
      // A supervisor sends an agent to a state: a `User` of the collection is a whole one.
      member.setState('NOT_READY', null, {
        error: function (rsp) {
          box.append(' failed ' + rsp.status);
        },
      });
    });
  }

  function watch(member) {
    line(member);
    member.addHandler('change', line);
  }

  function loaded() {
    var id,
      all = users.getCollection();
    for (id in all) watch(all[id]);
    $('#total').text(users.length + ' members');
    gadgets.window.adjustHeight();
  }

  return {
    choose: function (id) {
      $('#members').html('');
      team = new finesse.restservices.Team({
        id: id,
        onLoad: function (loadedTeam) {
          users = loadedTeam.getUsers({ onLoad: loaded, onCollectionAdd: watch });
        },
        onError: function () {
          $('#total').text('no team');
        },
      });
    },

    init: function () {
      finesse.clientservices.ClientServices.init(finesse.gadget.Config);
      services = finesse.containerservices.ContainerServices.init();
      services.addHandler(finesse.containerservices.ContainerServices.Topics.ACTIVE_TAB, function () {
        gadgets.window.adjustHeight();
      });
      services.makeActiveTabReq();
      supervisor = new finesse.restservices.User({
        id: finesse.gadget.Config.id,
        onLoad: function () {
          var teams = supervisor.getSupervisedTeams();
          $.each(teams, function (i, each) {
            $('#teams').append('<option value="' + each.id + '">' + each.name + '</option>');
          });
          finesse.modules.TeamBoard.choose(teams[0].id);
        },
      });
    },
  };
})(jQuery);
