import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

// Every script is a file of its own with a hashed name: the CSP allows no inline script.
export default defineConfig({
  root: 'src/app',
  publicDir: 'public',
  plugins: [react()],
  build: {
    outDir: '../../dist/web',
    emptyOutDir: true,
    manifest: true,
    target: ['chrome111', 'firefox114', 'safari16.4'],
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
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
