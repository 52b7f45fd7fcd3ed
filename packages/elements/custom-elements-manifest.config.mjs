// For `cem analyze`, run by packages/testing/tools/check-manifest.mjs.
const isHidden = ({ name, privacy }) => privacy === 'private' || privacy === 'protected' || name?.startsWith('#');

export default {
  globs: ['src/**/*.ts'],
  exclude: ['src/**/*.test.ts', 'src/**/*.styles.ts'],
  litelement: true,
  // It would write the place of a passing copy into package.json.
  packagejson: false,
  plugins: [
    {
      name: 'public-only',
      packageLinkPhase({ customElementsManifest }) {
        for (const { declarations } of customElementsManifest.modules) {
          for (const declaration of declarations ?? []) {
            // A whole table is no default that anybody reads, and each changed word would change the manifest.
            if (declaration.kind === 'variable' && declaration.default?.length > 80) delete declaration.default;
            // Without words it was only guessed from a call of dispatchEvent, at times with the name of a variable. The check finds literal ones.
            if (declaration.events) declaration.events = declaration.events.filter(({ description }) => description);
            if (declaration.members) declaration.members = declaration.members.filter((member) => !isHidden(member));
          }
        }
        // Where nothing is declared there is nothing to say.
        customElementsManifest.modules = customElementsManifest.modules.filter(
          ({ declarations, exports }) => declarations?.length || exports?.length,
        );
      },
    },
  ],
};
