// Made by tools/icons.mjs from lucide-static 1.62.0 (ISC; licence in ./LICENSE). Do not edit.
import type { TemplateResult } from 'lit';
import { icon } from './icon.js';

/** phone */
export const answerIcon = (): TemplateResult =>
  icon(
    'M13.832 16.568a1 1 0 0 0 1.213-.303l.355-.465A2 2 0 0 1 17 15h3a2 2 0 0 1 2 2v3a2 2 0 0 1-2 2A18 18 0 0 1 2 4a2 2 0 0 1 2-2h3a2 2 0 0 1 2 2v3a2 2 0 0 1-.8 1.6l-.468.351a1 1 0 0 0-.292 1.233 14 14 0 0 0 6.392 6.384',
  );

/** check */
export const checkIcon = (): TemplateResult => icon('M20 6 9 17l-5-5');

/** chevron-down */
export const chevronIcon = (): TemplateResult => icon('M6 9l6 6 6-6');

/** x */
export const closeIcon = (): TemplateResult => icon('M18 6 6 18M6 6l12 12');

/** user-plus */
export const conferenceNowIcon = (): TemplateResult =>
  icon('M16 21v-2a4 4 0 0 0-4-4H6a4 4 0 0 0-4 4v2M5 7a4 4 0 1 0 8 0 4 4 0 1 0-8 0M19 8L19 14M22 11L16 11');

/** phone-forwarded */
export const consultIcon = (): TemplateResult =>
  icon(
    'M14 6h8M18 2l4 4-4 4M13.832 16.568a1 1 0 0 0 1.213-.303l.355-.465A2 2 0 0 1 17 15h3a2 2 0 0 1 2 2v3a2 2 0 0 1-2 2A18 18 0 0 1 2 4a2 2 0 0 1 2-2h3a2 2 0 0 1 2 2v3a2 2 0 0 1-.8 1.6l-.468.351a1 1 0 0 0-.292 1.233 14 14 0 0 0 6.392 6.384',
  );

/** crown */
export const controllerIcon = (): TemplateResult =>
  icon(
    'M11.562 3.266a.5.5 0 0 1 .876 0L15.39 8.87a1 1 0 0 0 1.516.294L21.183 5.5a.5.5 0 0 1 .798.519l-2.834 10.246a1 1 0 0 1-.956.734H5.81a1 1 0 0 1-.957-.734L2.02 6.02a.5.5 0 0 1 .798-.519l4.276 3.664a1 1 0 0 0 1.516-.294zM5 21h14',
  );

/** copy */
export const copyIcon = (): TemplateResult =>
  icon(
    'M10 8h10a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2h-10a2 2 0 0 1-2-2v-10a2 2 0 0 1 2-2M4 16c-1.1 0-2-.9-2-2V4c0-1.1.9-2 2-2h10c1.1 0 2 .9 2 2',
  );

/** phone-outgoing */
export const dialIcon = (): TemplateResult =>
  icon(
    'M16 8l6-6M22 8V2h-6M13.832 16.568a1 1 0 0 0 1.213-.303l.355-.465A2 2 0 0 1 17 15h3a2 2 0 0 1 2 2v3a2 2 0 0 1-2 2A18 18 0 0 1 2 4a2 2 0 0 1 2-2h3a2 2 0 0 1 2 2v3a2 2 0 0 1-.8 1.6l-.468.351a1 1 0 0 0-.292 1.233 14 14 0 0 0 6.392 6.384',
  );

/** user-minus */
export const dropPartyIcon = (): TemplateResult =>
  icon('M16 21v-2a4 4 0 0 0-4-4H6a4 4 0 0 0-4 4v2M5 7a4 4 0 1 0 8 0 4 4 0 1 0-8 0M22 11L16 11');

/** pencil */
export const editIcon = (): TemplateResult =>
  icon(
    'M21.174 6.812a1 1 0 0 0-3.986-3.987L3.842 16.174a2 2 0 0 0-.5.83l-1.321 4.352a.5.5 0 0 0 .623.622l4.353-1.32a2 2 0 0 0 .83-.497zM15 5l4 4',
  );

/** phone-off */
export const endIcon = (): TemplateResult =>
  icon(
    'M10.1 13.9a14 14 0 0 0 3.732 2.668 1 1 0 0 0 1.213-.303l.355-.465A2 2 0 0 1 17 15h3a2 2 0 0 1 2 2v3a2 2 0 0 1-2 2 18 18 0 0 1-12.728-5.272M22 2 2 22M4.76 13.582A18 18 0 0 1 2 4a2 2 0 0 1 2-2h3a2 2 0 0 1 2 2v3a2 2 0 0 1-.8 1.6l-.468.351a1 1 0 0 0-.292 1.233 14 14 0 0 0 .244.473',
  );

/** pause */
export const holdIcon = (): TemplateResult =>
  icon(
    'M15 3h3a1 1 0 0 1 1 1v16a1 1 0 0 1-1 1h-3a1 1 0 0 1-1-1v-16a1 1 0 0 1 1-1M6 3h3a1 1 0 0 1 1 1v16a1 1 0 0 1-1 1h-3a1 1 0 0 1-1-1v-16a1 1 0 0 1 1-1',
  );

/** phone-incoming */
export const incomingIcon = (): TemplateResult =>
  icon(
    'M16 2v6h6M22 2l-6 6M13.832 16.568a1 1 0 0 0 1.213-.303l.355-.465A2 2 0 0 1 17 15h3a2 2 0 0 1 2 2v3a2 2 0 0 1-2 2A18 18 0 0 1 2 4a2 2 0 0 1 2-2h3a2 2 0 0 1 2 2v3a2 2 0 0 1-.8 1.6l-.468.351a1 1 0 0 0-.292 1.233 14 14 0 0 0 6.392 6.384',
  );

/** grip */
export const keypadIcon = (): TemplateResult =>
  icon(
    'M11 5a1 1 0 1 0 2 0 1 1 0 1 0-2 0M18 5a1 1 0 1 0 2 0 1 1 0 1 0-2 0M4 5a1 1 0 1 0 2 0 1 1 0 1 0-2 0M11 12a1 1 0 1 0 2 0 1 1 0 1 0-2 0M18 12a1 1 0 1 0 2 0 1 1 0 1 0-2 0M4 12a1 1 0 1 0 2 0 1 1 0 1 0-2 0M11 19a1 1 0 1 0 2 0 1 1 0 1 0-2 0M18 19a1 1 0 1 0 2 0 1 1 0 1 0-2 0M4 19a1 1 0 1 0 2 0 1 1 0 1 0-2 0',
  );

/** check-check */
export const markDoneIcon = (): TemplateResult => icon('M18 6 7 17l-5-5M22 10l-7.5 7.5L13 16');

/** mic-off */
export const muteIcon = (): TemplateResult =>
  icon(
    'M12 19v3M15 9.34V5a3 3 0 0 0-5.68-1.33M16.95 16.95A7 7 0 0 1 5 12v-2M18.89 13.23A7 7 0 0 0 19 12v-2M2 2l20 20M9 9v3a3 3 0 0 0 5.12 2.12',
  );

/** users */
export const peopleIcon = (): TemplateResult =>
  icon('M16 21v-2a4 4 0 0 0-4-4H6a4 4 0 0 0-4 4v2M16 3.128a4 4 0 0 1 0 7.744M22 21v-2a4 4 0 0 0-3-3.87M5 7a4 4 0 1 0 8 0 4 4 0 1 0-8 0');

/** circle-dot */
export const recordIcon = (): TemplateResult => icon('M11 12a1 1 0 1 0 2 0 1 1 0 1 0-2 0M2 12a10 10 0 1 0 20 0 10 10 0 1 0-20 0');

/** play */
export const retrieveIcon = (): TemplateResult =>
  icon('M5 5a2 2 0 0 1 3.008-1.728l11.997 6.998a2 2 0 0 1 .003 3.458l-12 7A2 2 0 0 1 5 19z');

/** search */
export const searchIcon = (): TemplateResult => icon('M21 21l-4.34-4.34M3 11a8 8 0 1 0 16 0 8 8 0 1 0-16 0');

/** log-out */
export const signOutIcon = (): TemplateResult => icon('M16 17l5-5-5-5M21 12H9M9 21H5a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2h4');

/** phone-incoming */
export const stateAlertingIcon = (): TemplateResult =>
  icon(
    'M16 2v6h6M22 2l-6 6M13.832 16.568a1 1 0 0 0 1.213-.303l.355-.465A2 2 0 0 1 17 15h3a2 2 0 0 1 2 2v3a2 2 0 0 1-2 2A18 18 0 0 1 2 4a2 2 0 0 1 2-2h3a2 2 0 0 1 2 2v3a2 2 0 0 1-.8 1.6l-.468.351a1 1 0 0 0-.292 1.233 14 14 0 0 0 6.392 6.384',
  );

/** circle-pause */
export const stateHoldIcon = (): TemplateResult => icon('M2 12a10 10 0 1 0 20 0 10 10 0 1 0-20 0M10 15L10 9M14 15L14 9');

/** headphones */
export const stateMonitoringIcon = (): TemplateResult =>
  icon('M3 14h3a2 2 0 0 1 2 2v3a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2v-7a9 9 0 0 1 18 0v7a2 2 0 0 1-2 2h-1a2 2 0 0 1-2-2v-3a2 2 0 0 1 2-2h3');

/** circle-minus */
export const stateNotReadyIcon = (): TemplateResult => icon('M2 12a10 10 0 1 0 20 0 10 10 0 1 0-20 0M8 12h8');

/** circle-check */
export const stateReadyIcon = (): TemplateResult => icon('M2 12a10 10 0 1 0 20 0 10 10 0 1 0-20 0M16 9l-5.5 5.5L8 12');

/** circle */
export const stateSignedOutIcon = (): TemplateResult => icon('M2 12a10 10 0 1 0 20 0 10 10 0 1 0-20 0');

/** audio-lines */
export const stateTalkingIcon = (): TemplateResult => icon('M2 10v3M6 6v11M10 3v18M14 8v7M18 5v13M22 10v3');

/** circle-help */
export const stateUnknownIcon = (): TemplateResult =>
  icon('M2 12a10 10 0 1 0 20 0 10 10 0 1 0-20 0M9.09 9a3 3 0 0 1 5.83 1c0 2-3 3-3 3M12 17h.01');

/** circle-ellipsis */
export const stateWorkIcon = (): TemplateResult => icon('M2 12a10 10 0 1 0 20 0 10 10 0 1 0-20 0M17 12h.01M12 12h.01M7 12h.01');

/** arrow-right-left */
export const swapIcon = (): TemplateResult => icon('M16 3l4 4-4 4M20 7H4M8 21l-4-4 4-4M4 17h16');

/** corner-up-right */
export const transferIcon = (): TemplateResult => icon('M15 14l5-5-5-5M4 20v-7a4 4 0 0 1 4-4h12');

/** volume-x */
export const transferMuteIcon = (): TemplateResult =>
  icon(
    'M11 4.702a.7.7 0 0 0-1.203-.498L6.413 7.587A1.4 1.4 0 0 1 5.416 8H3a1 1 0 0 0-1 1v6a1 1 0 0 0 1 1h2.416a1.4 1.4 0 0 1 .997.413l3.383 3.384A.7.7 0 0 0 11 19.298zM16.5 14.5l5-5M16.5 9.5l5 5',
  );

/** chevrons-right */
export const transferNowIcon = (): TemplateResult => icon('M6 17l5-5-5-5M13 17l5-5-5-5');

/** mic */
export const unmuteIcon = (): TemplateResult =>
  icon('M12 19v3M19 10v2a7 7 0 0 1-14 0v-2M12 2h0a3 3 0 0 1 3 3v7a3 3 0 0 1-3 3h0a3 3 0 0 1-3-3v-7a3 3 0 0 1 3-3');

/** triangle-alert */
export const warningIcon = (): TemplateResult =>
  icon('M21.73 18l-8-14a2 2 0 0 0-3.48 0l-8 14A2 2 0 0 0 4 21h16a2 2 0 0 0 1.73-3M12 9v4M12 17h.01');
