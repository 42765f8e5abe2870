import react from '@vitejs/plugin-react'
import { build } from 'esbuild'
import { defineConfig, type Plugin } from 'vite'

// Every script is a file of its own with a hashed name: the CSP allows no inline script.
export default defineConfig({
  root: 'src/app',
  publicDir: 'public',
  plugins: [react(), pushWorker()],
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
function pushWorker(): Plugin {
  const fileName = 'push-worker.js'
  const source = async () => {
    const { outputFiles } = await build({
      entryPoints: [`${import.meta.dirname}/src/app/web/push-worker.ts`],
      bundle: true,
      write: false,
      minify: true,
      format: 'iife',
      target: ['chrome111', 'firefox114', 'safari16.4'],
    })
    return outputFiles[0]?.text ?? ''
  }
  return {
    name: 'push-worker',
    async generateBundle() {
      this.emitFile({ type: 'asset', fileName, source: await source() })
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
