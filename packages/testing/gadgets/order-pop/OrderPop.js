var finesse = finesse || {};
finesse.modules = finesse.modules || {};
var clientLogs = finesse.cslogger.ClientLogger || {};

finesse.modules.OrderPop = (function ($) {
  var pops = 0;

  /* The event is an object with getters; what it holds are maps by name. */
  var _workflowActionHandler = function (workflowActionEvent) {
    var key, params, variables;
    if (!workflowActionEvent) return;
    clientLogs.log('workflow action ' + workflowActionEvent.getName() + ' handled by ' + workflowActionEvent.getHandledBy());
    if (workflowActionEvent.getHandledBy() !== 'OTHER') {
      return;
    }
    pops++;
    $('#pops').text(pops);
    $('#action').text(workflowActionEvent.getType() + ': ' + workflowActionEvent.getName());
    params = workflowActionEvent.getParams();
    variables = workflowActionEvent.getActionVariables();
    $('#variables').empty();
    for (key in variables) {
      if (variables.hasOwnProperty(key)) {
        $('#variables').append($('<span class="variable"></span>').text(variables[key].name + '=' + variables[key].actualValue + ' '));
      }
    }
    if (params.path) $('#orders').attr('src', params.path.expandedValue);
    gadgets.window.adjustHeight();
  };

  return {
    init: function () {
      var containerServices;
      // Without client services: this gadget asks the server nothing.
      clientLogs.init(gadgets.Hub, 'OrderPop', finesse.gadget.Config);
      containerServices = finesse.containerservices.ContainerServices.init();
      containerServices.addHandler(finesse.containerservices.ContainerServices.Topics.WORKFLOW_ACTION_EVENT, _workflowActionHandler);
      containerServices.addHandler(finesse.containerservices.ContainerServices.Topics.ACTIVE_TAB, function () {
        gadgets.window.adjustHeight();
      });
      containerServices.makeActiveTabReq();
    },
  };
})(jQuery);
