var queues, queueUser;

function showQueue(queue) {
  var statistics = queue.getStatistics(),
    row = $('#queue_' + queue.getId());
  if (!row.size())
    row = $('<tr id="queue_' + queue.getId() + '"><td class="name"></td><td class="waiting"></td><td class="ready"></td></tr>');
  row.find('.name').text(queue.getName());
  row.find('.waiting').text(statistics.callsInQueue);
  row.find('.ready').text(statistics.agentsReady);
  row.toggleClass('busy', parseInt(statistics.callsInQueue, 10) > 0);
  $('#queues').append(row);
  gadgets.window.adjustHeight();
}

function eachQueue(queue) {
  queue.addHandler('load', showQueue);
  queue.addHandler('change', showQueue);
}

function start() {
  finesse.clientservices.ClientServices.init(finesse.gadget.Config);
  queueUser = new finesse.restservices.User({
    id: finesse.gadget.Config.id,
    onLoad: function () {
      queues = queueUser.getQueues({
        onCollectionAdd: eachQueue,
        onLoad: function () {
          $.each(queues.getCollection(), function (id, queue) {
            eachQueue(queue);
          });
        },
      });
    },
  });
}

gadgets.HubSettings.onConnect = start;
