export { DesktopProvider } from './desktop-provider/desktop-provider.js';
export { defaultLabels, type CallWord, type LabelOverrides, type Labels } from './labels.js';
export type { CommandFailedDetail, CommandRequestDetail } from './internal/desktop-element.js';
