import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

// The web app is built once at the first start and served from build/web under a content policy without inline code,
// so nothing may be inlined: no data: fonts, no inline module preload.
export default defineConfig({
  root: 'src/web',
  plugins: [react()],
  resolve: {
    alias: [{ find: /^zod$/, replacement: fileURLToPath(new URL('src/web/zod-without-eval.ts', import.meta.url)) }],
  },
  build: {
    outDir: '../../build/web',
    emptyOutDir: true,
    target: 'es2023',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/, priority: 30 },
            { name: 'aria', test: /node_modules[\\/](react-aria|react-stately|@internationalized)/, priority: 20 },
            // One chunk for what every screen needs and one for each feature's screens: over HTTP/1.1 sixty small files cost seconds.
            {
              name: 'kit',
              test: /src[\\/](core|web[\\/](kit|words|app)|features[\\/][a-z-]+[\\/]contract)/,
              priority: 5,
            },
            {
              name: id => `screens-${id.match(/features[\\/]([a-z-]+)[\\/]screens/)?.[1] ?? 'other'}`,
              test: /src[\\/]features[\\/][a-z-]+[\\/]screens/,
              priority: 4,
            },
            { name: 'parts', test: /node_modules[\\/](@tanstack|zod|libphonenumber-js)/, priority: 10 },
          ],
        },
      },
    },
  },
  server: {
    // Development only: the page comes from Vite, the answers from the running program.
    proxy: { '/api': { target: `http://127.0.0.1:${process.env.ANTEROOM_PORT ?? '8080'}`, changeOrigin: false } },
  },
})
