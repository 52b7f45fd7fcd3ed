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
  var services;
  finesse.clientservices.ClientServices.init(finesse.gadget.Config);
  services = finesse.containerservices.ContainerServices.init();
  services.addHandler(finesse.containerservices.ContainerServices.Topics.ACTIVE_TAB, function () {
    gadgets.window.adjustHeight();
  });
  services.makeActiveTabReq();
  // Positional: the id, which there is none of, and what to do.
  new finesse.restservices.SystemInfo('', {
    onLoad: function (info) {
      if (info.getDeploymentType() === 'UCCE') readQueues();
      else $('#queues').html('<tr><td>No queues on this system</td></tr>');
    },
  });
}

function readQueues() {
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
