// A gadget of the 12.6 days: arrow functions, no jQuery, tests for what the desktop may lack.
window.PageGuest = (() => {
  const show = (id, text) => (document.getElementById(id).textContent = String(text));
  let cs;
  let presses = 0;
  let popover;
  let banner;

  function init() {
    finesse.clientservices.ClientServices.init(finesse.gadget.Config);
    cs = finesse.containerservices.ContainerServices.init();
    const view = cs.getMyGadgetView();
    show('view', [view.gadgetId === cs.getMyGadgetId(), view.tabId, view.view, view.maxAvailableHeight > 0].join(' '));
    show('tabbed', cs.isTabbedGadget());
    show('words', finesse.utilities.I18n.getString('greeting', 2, 'Maya'));
    const keys = finesse.shortcutkey.ShortcutKeyService.init();
    keys.registerShortcutKey([
      {
        id: 'wave',
        componentName: 'Guest',
        actionName: 'Wave',
        key: 'w',
        modifierKeys: 'Ctrl+Alt',
        isPageLevel: true,
        handler: () => show('pressed', ++presses),
      },
    ]);
    cs.addHandler(cs.Topics.TIMER_TICK_EVENT, () =>
      show(
        'keys',
        keys
          .getShortcutKeys()
          .map((key) => key.accessKey + ' ' + key.conflict)
          .join(),
      ),
    );
    finesse.containerservices.PopoverService.init(cs);
    finesse.containerservices.NotificationPopoverService.init(cs);
    cs.addHandler(cs.Topics.ACTIVE_TAB, () => gadgets.window.adjustHeight(220));
    cs.makeActiveTabReq();
    gadgets.window.adjustHeight(220);
  }

  return {
    init,
    cs: () => cs,
    offer() {
      popover = finesse.containerservices.PopoverService.showPopover(
        { headerContent: { maxHeaderTitle: 'A parcel' }, content: [{ name: 'From', value: '<i>Ada</i>' }] },
        { displayTimeoutInSecs: 600, display: true, counterType: finesse.containerservices.PopoverService.COUNTER_TYPE.COUNT_DOWN },
        { dismissible: true, buttons: [{ id: 'no', label: 'Refuse', type: 'Decline', confirmButtons: [{ id: 'sure', label: 'Sure' }] }] },
        (end) => show('answer', end.source + ' ' + (end.popoverId === popover)),
      );
    },
    reword: () => finesse.containerservices.PopoverService.updatePopover(popover, { headerContent: { maxHeaderTitle: 'Two parcels' } }),
    hurry: () => finesse.containerservices.PopoverService.updatePopover(popover, null, { displayTimeoutInSecs: 1, display: true }),
    tell: () =>
      finesse.containerservices.NotificationPopoverService.showNotification(
        'Guest',
        'The <b>train</b> is late',
        true,
        60000,
        '',
        '',
        false,
        false,
        'Timetable',
        () => show('answer', 'timetable'),
      ),
    certify: () => (banner = cs.showCertificateBanner((id) => show('answer', 'certified ' + (id === banner)))),
    uncertify: () => cs.hideCertificateBanner(banner),
    mark: () => cs.showMyGadgetNotification && cs.showMyGadgetNotification({ messageFrom: 'Guest', message: 'Look here', timeout: 60000 }),
    unmark: () => cs.hideMyGadgetNotification(),
  };
})();
gadgets.HubSettings.onConnect = () => PageGuest.init();
