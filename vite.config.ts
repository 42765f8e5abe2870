import { createHash } from 'node:crypto'
import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import react from '@vitejs/plugin-react'
import { build } from 'esbuild'
import { defineConfig, type Plugin } from 'vite'

// Every script is a file of its own with a hashed name: the CSP allows no inline script.
export default defineConfig({
  root: 'src/app',
  publicDir: 'public',
  plugins: [react(), serviceWorker(), handoutReader()],
  build: {
    outDir: '../../dist/web',
    emptyOutDir: true,
    manifest: true,
    target: ['chrome111', 'firefox114', 'safari16.4'],
    assetsInlineLimit: 0,
    // A page's scripts are asked for when it is opened. To name them all ahead costs every door a kilobyte of names;
    // styles stay named, since a page must not be drawn without them.
    modulePreload: {
      polyfill: false,
      resolveDependencies: (_file, found, { hostType }) =>
        hostType === 'js' ? found.filter((name) => name.endsWith('.css')) : found,
    },
    // What every door needs, in one file: packed alone, each of these small ones costs a door more than it holds.
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            {
              name: 'plain',
              test: /src\/ui\/(?:plain\/(?:Mark|Notice|PlainForm|PlainPage|fields)\.tsx|(?:call-error|client|drafts|form|kept|request|tenant)\.ts)/,
            },
          ],
        },
      },
    },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 2000,
  },
  server: {
    strictPort: true,
    proxy: {
      '/api': process.env.MUSTER_DEV_API ?? 'http://localhost:8420',
      '/healthz': process.env.MUSTER_DEV_API ?? 'http://localhost:8420',
    },
  },
})

/** A service worker is one classic script at a fixed address: its address is its identity, and it may not import. */
function serviceWorker(): Plugin {
  const fileName = 'service-worker.js'
  const source = async (shell?: object) => {
    const { outputFiles } = await build({
      entryPoints: [`${import.meta.dirname}/src/app/web/service-worker.ts`],
      bundle: true,
      write: false,
      minify: true,
      format: 'iife',
      target: ['chrome111', 'firefox114', 'safari16.4'],
      ...(shell && { define: { musterShell: JSON.stringify(shell) } }),
    })
    return outputFiles[0]?.text ?? ''
  }
  return {
    name: 'service-worker',
    // When everything else lies there: the worker names every file of its build.
    async writeBundle({ dir = '' }) {
      writeFileSync(join(dir, fileName), await source(shellOf(dir)))
    },
    configureServer({ middlewares }) {
      middlewares.use(`/${fileName}`, (_request, response, next) => {
        source().then(
          (text) => response.setHeader('content-type', 'text/javascript').end(text),
          (error: unknown) => next(error),
        )
      })
    },
  }
}

/** What a browser holds to open any page without a connection, and a version that changes with any of it. */
function shellOf(folder: string): { version: string; files: string[] } {
  const assets = readdirSync(join(folder, 'assets')).map((name) => `assets/${name}`)
  const marks = readdirSync(folder).filter((name) =>
    /^(?:icon[-\w]*\.(?:png|svg)|app\.webmanifest)$/.test(name),
  )
  const files = [...assets, ...marks].toSorted()
  const hash = createHash('sha256')
  for (const name of [...files, 'index.html'])
    hash
      .update(name)
      .update('\0')
      .update(readFileSync(join(folder, name)))
  return { version: hash.digest('hex').slice(0, 16), files: files.map((name) => `/${name}`) }
}

/** The page inside the offline copy: one file that asks for nothing, with script and style named in its CSP by hash. */
function handoutReader(): Plugin {
  const fileName = 'handout-reader.html'
  const folder = `${import.meta.dirname}/src/areas/prepare/handout/web/reader`
  const bundle = async (name: string) => {
    const { outputFiles } = await build({
      entryPoints: [`${folder}/${name}`],
      bundle: true,
      write: false,
      minify: true,
      format: 'iife',
      target: ['chrome111', 'firefox114', 'safari16.4'],
    })
    return (outputFiles[0]?.text ?? '').trim()
  }
  const page = async () => {
    const script = (await bundle('main.ts')).replaceAll('</script', '<\\/script')
    const style = await bundle('reader.css')
    const named = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`
    const policy = [
      "default-src 'none'",
      `script-src ${named(script)}`,
      `style-src ${named(style)}`,
      "base-uri 'none'",
      "form-action 'none'",
    ].join('; ')
    return [
      '<!doctype html><html lang="en"><head><meta charset="utf-8">',
      '<meta name="viewport" content="width=device-width, initial-scale=1">',
      `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
      '<meta name="referrer" content="no-referrer"><meta name="color-scheme" content="light dark">',
      `<title>Muster</title><style>${style}</style></head><body><main id="root">`,
      '<noscript>This copy needs a browser with JavaScript. Open it in Chrome, Edge, Firefox or Safari, not in a preview.</noscript>',
      '</main><script type="application/json" id="sealed">{{sealed}}</script>',
      `<script>${script}</script></body></html>`,
    ].join('')
  }
  return {
    name: 'handout-reader',
    async generateBundle() {
      this.emitFile({ type: 'asset', fileName, source: await page() })
    },
    configureServer({ middlewares }) {
      middlewares.use(`/${fileName}`, (_request, response, next) => {
        page().then(
          (text) => response.setHeader('content-type', 'text/html; charset=utf-8').end(text),
          (error: unknown) => next(error),
        )
      })
    },
  }
}
