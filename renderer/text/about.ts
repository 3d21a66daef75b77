// The words around the app's versions and licences.

export const aboutText = {
  open: 'About ODIN',
  title: 'About ODIN Control Panel',
  product: 'ODIN Control Panel',
  facts: { electron: 'Electron', chromium: 'Chromium', node: 'Node', system: 'System', stacks: 'Stack' },
  copy: 'Copy versions',
  packages: 'What it is made of',
  packagesAbout: (n: number) => `${n} packages are bundled. Each opens its licence.`,
  noPackages: 'The licences are listed in a built app.',
  runtime: 'Those of Electron and Chromium lie beside the program, in LICENSES.chromium.html.',
  license: (name: string) => `Licence of ${name}`,
  noLicense: 'Its package brings no text; its name says which licence it is.',
  back: 'All packages',
  failed: 'The versions cannot be read.',
} as const;
