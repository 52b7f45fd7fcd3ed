import { expect } from '@open-wc/testing';
import { tabLabel } from './tab-label.js';

describe('The words of a tab', () => {
  const rows: [label: string, words: string][] = [
    ['finesse.container.tabs.agent.homeLabel', 'Home'],
    ['finesse.container.tabs.agent.myHistoryLabel', 'My history'],
    ['finesse.container.tabs.supervisor.queueDataLabel', 'Queue data'],
    ['finesse.container.tabs.agent.Label', 'finesse.container.tabs.agent.Label'],
    ['Home', 'Home'],
    ['v2.1 notes', 'v2.1 notes'],
    ['example.com', 'example.com'],
    ['Mr. A. B. See', 'Mr. A. B. See'],
    ['', ''],
  ];
  for (const [label, words] of rows) it(`“${label}” reads “${words}”`, () => expect(tabLabel(label)).to.equal(words));
});
