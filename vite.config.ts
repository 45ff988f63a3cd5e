// How the web pages are built: `vite build` makes the members' app and both style sheets, `vite build --ssr` the bundle
// of page functions. src/web/build.ts runs both; this file only says what goes in and what comes out.
import { defineConfig } from 'vite'

export default defineConfig(({ isSsrBuild }) => ({
  appType: 'custom',
  publicDir: false,
  logLevel: 'warn',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  // Bundled, so that one file is loaded at start and a changed dependency cannot meet an old bundle.
  ssr: { noExternal: true, target: 'node' },
  build: {
    emptyOutDir: false,
    outDir: 'dist/web',
    modulePreload: false,
    reportCompressedSize: false,
    target: isSsrBuild ? 'node26' : 'baseline-widely-available',
    ...(isSsrBuild
      ? { ssr: true, minify: false, rolldownOptions: { input: { pages: 'src/web/pages/index.tsx' }, output: { entryFileNames: '[name].js' } } }
      : {
          manifest: 'vite.json',
          rolldownOptions: {
            input: { site: 'src/web/styles/site.css', members: 'src/web/styles/app.css', app: 'src/web/app/main.tsx', passkeys: 'src/web/scripts/passkeys.ts', queueKeys: 'src/web/scripts/queue-keys.ts' },
            output: {
              entryFileNames: 'assets/[hash].js', chunkFileNames: 'assets/[hash].js', assetFileNames: 'assets/[hash][extname]',
              // A few files instead of one for each thing that two screens share: each is a request of the first visit.
              codeSplitting: { groups: [{ name: 'shared', test: /^(?!.*\/web\/app\/compose\/)/, minShareCount: 8 }] },
            },
          },
        }),
  },
}))
