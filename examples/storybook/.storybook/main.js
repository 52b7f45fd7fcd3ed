/** @type {import('@storybook/web-components-vite').StorybookConfig} */
const config = {
  framework: '@storybook/web-components-vite',
  stories: ['../src/*.stories.ts'],
  addons: ['@storybook/addon-docs', '@storybook/addon-a11y'],
  core: { disableTelemetry: true, disableWhatsNewNotifications: true },
  // Served below /gallery/, or from any folder.
  viteFinal: (vite) => ({ ...vite, base: './', build: { ...vite.build, chunkSizeWarningLimit: 2000 } }),
};
export default config;
