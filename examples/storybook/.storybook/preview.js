import manifest from '@cordboard/elements/custom-elements.json';
import '@cordboard/elements/define';
import { setCustomElementsManifest } from '@storybook/web-components-vite';
import { html } from 'lit';
import { withActions } from 'storybook/actions/decorator';
import '../src/story-desk.ts';
import './preview.css';

setCustomElementsManifest(manifest);

const choice = (name, title, icon, items) => ({ name, description: title, toolbar: { title, icon, items, dynamicTitle: true } });

/** @type {import('@storybook/web-components-vite').Preview} */
const preview = {
  tags: ['autodocs'],
  globalTypes: {
    theme: choice('Theme', 'Theme', 'mirror', [
      { value: 'light', title: 'Light' },
      { value: 'dark', title: 'Dark' },
    ]),
    direction: choice('Direction', 'Direction', 'transfer', [
      { value: 'ltr', title: 'Left to right' },
      { value: 'rtl', title: 'Right to left' },
    ]),
    width: choice('Width', 'Width', 'grow', [
      { value: 'gadget', title: 'Narrow column, 280 px' },
      { value: 'panel', title: 'Panel, 400 px' },
      { value: 'page', title: 'Page' },
    ]),
    pace: choice('Pace', 'Pace of scenarios', 'play', [
      { value: 'watch', title: 'To watch' },
      { value: 'at-once', title: 'At once' },
    ]),
    density: choice('Density', 'Density', 'ruler', [
      { value: '0', title: 'Compact' },
      { value: '1', title: 'Comfortable' },
      { value: '1.5', title: 'Touch' },
    ]),
  },
  initialGlobals: { pace: 'watch', theme: 'light', direction: 'ltr', width: 'panel', density: '0' },
  decorators: [
    withActions,
    (story, { globals, id }) => {
      const { theme, direction, width, density, pace } = globals;
      const root = document.documentElement;
      root.dir = direction;
      Object.assign(root.dataset, { theme, width, density, pace });
      return html`<div class="stage" data-story=${id}>${story()}</div>`;
    },
  ],
  parameters: {
    actions: { handles: ['command-request', 'command-failed'] },
    layout: 'fullscreen',
    controls: { expanded: true },
    docs: { story: { inline: true } },
    a11y: { test: 'error' },
  },
};
export default preview;
